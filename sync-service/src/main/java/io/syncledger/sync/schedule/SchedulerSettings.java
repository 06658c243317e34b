package io.syncledger.sync.schedule;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Settings of this instance's scheduler.
 *
 * @param enabled whether it runs at all ({@code ENABLE_SYNC_SCHEDULER})
 * @param runsAtOnce how many scheduled syncs it runs at the same time at most ({@code
 *     SYNC_SCHEDULED_AT_ONCE})
 * @param pollEvery how often it polls for due tasks
 * @param lookEvery how often it polls for the end of its syncs
 * @param upkeepEvery how often it reconciles the schedule with credentials and settings
 * @param heartbeat the interval of its heartbeats; after {@link #MISSED_HEARTBEATS} missing ones
 *     other instances take over its tasks
 */
@ConfigurationProperties("syncledger.sync-service.scheduler")
public record SchedulerSettings(
    boolean enabled,
    @Min(1) @Max(100) @Bindable(defaultValue = "4") int runsAtOnce,
    @NotNull @Bindable(defaultValue = "1s") Duration pollEvery,
    @NotNull @Bindable(defaultValue = "1s") Duration lookEvery,
    @NotNull @Bindable(defaultValue = "2s") Duration upkeepEvery,
    @NotNull @Bindable(defaultValue = "10s") Duration heartbeat) {

  static final String PREFIX = "syncledger.sync-service.scheduler";
  static final int MISSED_HEARTBEATS = 6;
}
