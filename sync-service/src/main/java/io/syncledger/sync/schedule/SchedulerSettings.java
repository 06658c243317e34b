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
 * @param maxConcurrentSyncs how many scheduled syncs it runs at the same time at most ({@code
 *     SYNC_SCHEDULED_AT_ONCE})
 * @param pollInterval how often it polls for due tasks
 * @param completionCheckInterval how often it polls for the end of its syncs
 * @param reconcileInterval how often it reconciles the schedule with credentials and settings
 * @param heartbeatInterval the interval of its heartbeats; after {@link #MISSED_HEARTBEATS} missing
 *     ones other instances take over its tasks
 */
@ConfigurationProperties("syncledger.sync-service.scheduler")
public record SchedulerSettings(
    boolean enabled,
    @Min(1) @Max(100) @Bindable(defaultValue = "4") int maxConcurrentSyncs,
    @NotNull @Bindable(defaultValue = "1s") Duration pollInterval,
    @NotNull @Bindable(defaultValue = "1s") Duration completionCheckInterval,
    @NotNull @Bindable(defaultValue = "2s") Duration reconcileInterval,
    @NotNull @Bindable(defaultValue = "10s") Duration heartbeatInterval) {

  static final String PREFIX = "syncledger.sync-service.scheduler";
  static final int MISSED_HEARTBEATS = 6;
}
