package io.syncledger.query.projection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * What can be set for the projection.
 *
 * @param batch how many records are written in one transaction at most
 * @param group the consumer group by which instances share the partitions out; one for each
 *     database
 */
@ConfigurationProperties("syncledger.query-api")
public record ProjectionSettings(
    @Min(1) @Bindable(defaultValue = "1000") int batch,
    @NotBlank @Bindable(defaultValue = "query-api") String group) {}
