package io.syncledger.sync.schedule;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.organizations.Settings;
import io.syncledger.sync.organizations.SyncSettings;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When organisations are to be visited, by their settings and what their syncs found so far. */
@Singleton
final class Timetable {
  private final Settings settings;
  private final PaceSettings pace;
  private final PastRuns runs;
  private final Clock clock;
  private final RandomGenerator random;

  Timetable(
      Settings settings,
      PaceSettings pace,
      PastRuns runs,
      Clock clock,
      @Named(Chance.SCHEDULE) RandomGenerator random) {
    this.settings = settings;
    this.pace = pace;
    this.runs = runs;
    this.clock = clock;
    this.random = random;
  }

  /** After a visit that began then. */
  Instant next(StreamKey key, Instant begun) {
    return NextTime.after(begun, interval(key), chance(), clock.instant());
  }

  /** Of an organisation that was not on the timetable, or whose settings changed. */
  Instant next(StreamKey key) {
    return runs.last(key).map(run -> next(key, run.startedAt())).orElseGet(this::first);
  }

  /** Of one that was never synced, or may be entered again. */
  Instant first() {
    return clock.instant().plus(pace.firstAfter());
  }

  /** After a visit that failed for a reason of our own. */
  Instant afterFailure(int failures) {
    return NextTime.afterFailure(failures, chance(), clock.instant());
  }

  private Duration interval(StreamKey key) {
    SyncSettings chosen = settings.of(key.organizationId());
    return chosen.adaptive()
        ? new AdaptiveInterval(
                chosen.interval(),
                Duration.ofMinutes(pace.shortestMinutes()),
                Duration.ofMinutes(pace.longestMinutes()))
            .after(runs.findings(key))
        : chosen.interval();
  }

  private synchronized double chance() {
    return random.nextDouble(-1, 1);
  }
}
