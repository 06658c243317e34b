package io.syncledger.sync.schedule;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.organizations.SyncSettings;
import io.syncledger.sync.organizations.SyncSettingsStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When organisations are to be visited, by their settings and what their syncs found so far. */
@Singleton
final class NextRunCalculator {
  private final SyncSettingsStore settings;
  private final IntervalSettings pace;
  private final RunHistory runs;
  private final Clock clock;
  private final RandomGenerator random;

  NextRunCalculator(
      SyncSettingsStore settings,
      IntervalSettings pace,
      RunHistory runs,
      Clock clock,
      @Named(Jitter.SCHEDULE) RandomGenerator random) {
    this.settings = settings;
    this.pace = pace;
    this.runs = runs;
    this.clock = clock;
    this.random = random;
  }

  /** After a visit that began then. */
  Instant nextRun(StreamKey key, Instant begun) {
    return NextTime.after(begun, interval(key), chance(), clock.instant());
  }

  /** Of an organisation that was not on the timetable, or whose settings changed. */
  Instant nextRun(StreamKey key) {
    return runs.latest(key).map(run -> nextRun(key, run.startedAt())).orElseGet(this::firstRun);
  }

  /** Of one that was never synced, or may be entered again. */
  Instant firstRun() {
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
            .after(runs.yields(key))
        : chosen.interval();
  }

  private synchronized double chance() {
    return random.nextDouble(-1, 1);
  }
}
