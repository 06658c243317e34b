package io.syncledger.sync.schedule;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.organizations.SyncSettingsStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an organisation may expect of the scheduler. */
@Singleton
final class Outlook {
  private final ScheduledTaskRepository scheduled;
  private final RunHistory runs;
  private final SyncSettingsStore settings;
  private final SchedulerSettings scheduler;
  private final Clock clock;

  Outlook(
      ScheduledTaskRepository scheduled,
      RunHistory runs,
      SyncSettingsStore settings,
      SchedulerSettings scheduler,
      Clock clock) {
    this.scheduled = scheduled;
    this.runs = runs;
    this.settings = settings;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * @param lastEnd of the latest run that has ended
   * @param active whether the organisation is visited
   * @param next when it will be visited; null when it will not
   */
  record Seen(boolean running, @Nullable Instant lastEnd, boolean active, @Nullable Instant next) {}

  Seen of(StreamKey key) {
    var chosen = settings.of(key.organizationId());
    boolean active = scheduler.enabled() && !chosen.paused();
    return new Seen(
        runs.latest(key).filter(run -> run.endedAt() == null).isPresent(),
        runs.latestEnded(key).map(RunSummary::endedAt).orElse(null),
        active,
        active
            ? scheduled
                .find(key.toString())
                .map(
                    row ->
                        row.picked()
                            ? row.executionTime().plus(chosen.interval())
                            : row.executionTime())
                .map(this::notPast)
                .orElse(null)
            : null);
  }

  /** What is overdue waits for its turn, which may be any moment. */
  private Instant notPast(Instant next) {
    var now = clock.instant();
    return next.isBefore(now) ? now : next;
  }
}
