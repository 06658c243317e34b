package io.syncledger.sync.schedule;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Default intervals of scheduled syncs.
 *
 * @param shortestMinutes the lower bound of adaptive intervals ({@code
 *     SYNC_SHORTEST_INTERVAL_MINUTES})
 * @param longestMinutes their upper bound ({@code SYNC_LONGEST_INTERVAL_MINUTES})
 * @param fullSyncEvery the age of the last full sync at which the next one is full ({@code
 *     SYNCLEDGER_FULL_SYNC_EVERY})
 * @param firstAfter the delay from setting credentials to an organization's first sync ({@code
 *     SYNC_FIRST_AFTER})
 */
@ConfigurationProperties("syncledger.sync-service.scheduled-syncs")
public record IntervalSettings(
    @Min(1) @Bindable(defaultValue = "15") int shortestMinutes,
    @Min(1) @Bindable(defaultValue = "1440") int longestMinutes,
    @NotNull @Bindable(defaultValue = "7d") Duration fullSyncEvery,
    @NotNull @Bindable(defaultValue = "0s") Duration firstAfter) {}
