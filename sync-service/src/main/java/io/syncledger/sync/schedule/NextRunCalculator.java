package io.syncledger.sync.schedule;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.organizations.SyncSettings;
import io.syncledger.sync.organizations.SyncSettingsStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Calculates when an organization is due, from its settings and the yield of its past syncs. */
@Singleton
final class NextRunCalculator {
  /** Spreads organizations that started together: up to 10 % sooner or later. */
  private static final double JITTER = 0.1;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LAST_RETRY = Duration.ofMinutes(10);

  /** Prevents an overflow; the longest delay is reached before this many doublings. */
  private static final int MAX_DOUBLINGS = 10;

  private final SyncSettingsStore settings;
  private final IntervalSettings intervals;
  private final RunHistory history;
  private final Clock clock;
  private final Jitter jitter;

  NextRunCalculator(
      SyncSettingsStore settings,
      IntervalSettings intervals,
      RunHistory history,
      Clock clock,
      Jitter jitter) {
    this.settings = settings;
    this.intervals = intervals;
    this.history = history;
    this.clock = clock;
    this.jitter = jitter;
  }

  /** The run that follows one that started at the instant. */
  Instant nextRun(StreamKey key, Instant startedAt) {
    return nextRun(startedAt, interval(key), jitter.next(), clock.instant());
  }

  /** The next run of an organization that was not scheduled, or whose settings changed. */
  Instant nextRun(StreamKey key) {
    return history.latest(key).map(run -> nextRun(key, run.startedAt())).orElseGet(this::firstRun);
  }

  /** The first run of an organization that was never synced or whose credentials were replaced. */
  Instant firstRun() {
    return clock.instant().plus(intervals.firstAfter());
  }

  /**
   * The run that follows one that could not be started.
   *
   * @param failures in a row before that one
   */
  Instant afterFailure(int failures) {
    return afterFailure(failures, jitter.next(), clock.instant());
  }

  private Duration interval(StreamKey key) {
    SyncSettings chosen = settings.get(key.organizationId());
    return chosen.adaptive()
        ? new AdaptiveInterval(
                chosen.interval(),
                Duration.ofMinutes(intervals.shortestMinutes()),
                Duration.ofMinutes(intervals.longestMinutes()))
            .after(history.yields(key))
        : chosen.interval();
  }

  /**
   * An interval after the start, give or take the jitter. However many intervals were missed, the
   * organization is due once.
   *
   * @param random from -1 to 1: where within the jitter
   * @return not before now
   */
  static Instant nextRun(Instant startedAt, Duration interval, double random, Instant now) {
    var next = startedAt.plus(withJitter(interval, random));
    return next.isBefore(now) ? now : next;
  }

  /** Exponential backoff from 10 seconds to 10 minutes. */
  static Instant afterFailure(int failures, double random, Instant now) {
    var delay = FIRST_RETRY.multipliedBy(1L << Math.clamp(failures, 0, MAX_DOUBLINGS));
    return now.plus(withJitter(delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY, random));
  }

  private static Duration withJitter(Duration duration, double random) {
    return duration.plusNanos((long) (duration.toNanos() * JITTER * random));
  }
}
