package io.syncledger.sync.schedule;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How often organisations are visited, besides what each of them chose.
 *
 * @param shortestMinutes how short an adaptive interval becomes ({@code
 *     SYNC_SHORTEST_INTERVAL_MINUTES})
 * @param longestMinutes how long it becomes ({@code SYNC_LONGEST_INTERVAL_MINUTES})
 * @param fullSyncEvery how old the last full sync may become ({@code SYNCLEDGER_FULL_SYNC_EVERY})
 * @param firstAfter how long after its credentials were set a new organisation is visited ({@code
 *     SYNC_FIRST_AFTER})
 */
@ConfigurationProperties("syncledger.sync-service.scheduled-syncs")
public record IntervalSettings(
    @Min(1) @Bindable(defaultValue = "15") int shortestMinutes,
    @Min(1) @Bindable(defaultValue = "1440") int longestMinutes,
    @NotNull @Bindable(defaultValue = "7d") Duration fullSyncEvery,
    @NotNull @Bindable(defaultValue = "0s") Duration firstAfter) {}
