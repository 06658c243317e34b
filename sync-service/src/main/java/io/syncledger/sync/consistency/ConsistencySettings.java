package io.syncledger.sync.consistency;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Settings of the comparison of stored records with the source.
 *
 * @param afterFullSync whether each full sync that completed is followed by a check ({@code
 *     SYNCLEDGER_CHECK_AFTER_FULL_SYNC})
 * @param sample how many records a check compares field by field
 * @param timeLimit no request is sent later than this after the start of a check
 */
@ConfigurationProperties("syncledger.sync-service.consistency")
public record ConsistencySettings(
    @Bindable(defaultValue = "true") boolean afterFullSync,
    @Min(0) @Max(200) @Bindable(defaultValue = "100") int sample,
    @NotNull @Bindable(defaultValue = "10m") Duration timeLimit) {}
