package io.syncledger.sync.schedule;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How this instance's scheduler works.
 *
 * @param enabled whether it works at all ({@code ENABLE_SYNC_SCHEDULER})
 * @param runsAtOnce how many scheduled syncs it has going at most ({@code SYNC_SCHEDULED_AT_ONCE})
 * @param pollEvery how often it looks for what is due
 * @param lookEvery how often it looks which of its syncs have ended
 * @param upkeepEvery how often it brings the timetable in line with credentials and settings
 * @param heartbeat how often it shows that it lives; {@link #MISSED_HEARTBEATS} of them missing,
 *     others take over what it had in hand
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
