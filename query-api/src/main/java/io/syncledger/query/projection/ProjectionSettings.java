package io.syncledger.query.projection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * Settings of the projection.
 *
 * @param batch how many records are written in one transaction, at most
 * @param group the consumer group in which instances share the partitions; one per database
 */
@ConfigurationProperties("syncledger.query-api")
public record ProjectionSettings(
    @Min(1) @Bindable(defaultValue = "1000") int batch,
    @NotBlank @Bindable(defaultValue = "query-api") String group) {}
