package io.syncledger.query.delivery.queue;

import io.syncledger.query.delivery.ChannelKind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The delays between failed attempts of a delivery.
 *
 * @param delays after the first, second … consecutive failure
 * @param endless whether the last delay repeats forever; otherwise the delivery fails after it
 */
record RetrySchedule(List<Duration> delays, boolean endless) {
  private static final double JITTER = 0.1;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Retries forever, because {@code sync.alerts} must contain every transition. */
  private static final RetrySchedule TOPIC =
      endless(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15), MINUTE);

  /** The intervals at which mail servers retry among themselves. */
  private static final RetrySchedule EMAIL =
      finite(
          List.of(
              MINUTE,
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofHours(1),
              Duration.ofHours(4),
              Duration.ofHours(12),
              Duration.ofHours(24)));

  private static final List<Duration> ALERTMANAGER =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));

  /** An alert that fires should show up as soon as the Alertmanager is back. */
  private static final RetrySchedule ALERTMANAGER_FIRING =
      endless(ALERTMANAGER.get(0), ALERTMANAGER.get(1), ALERTMANAGER.get(2), MINUTE);

  /** Within an hour the Alertmanager has resolved the alert by itself, through endsAt. */
  private static final RetrySchedule ALERTMANAGER_RESOLVED =
      finite(
          Stream.concat(ALERTMANAGER.stream(), Collections.nCopies(60, MINUTE).stream()).toList());

  RetrySchedule {
    delays = List.copyOf(delays);
  }

  /**
   * @param firing whether the notification says that something fires
   */
  static RetrySchedule forChannel(ChannelKind kind, boolean firing, List<Duration> webhookRetries) {
    return switch (kind) {
      case TOPIC -> TOPIC;
      case EMAIL -> EMAIL;
      case WEBHOOK -> finite(webhookRetries);
      case ALERTMANAGER -> firing ? ALERTMANAGER_FIRING : ALERTMANAGER_RESOLVED;
    };
  }

  static RetrySchedule finite(List<Duration> delays) {
    return new RetrySchedule(delays, false);
  }

  static RetrySchedule endless(Duration... delays) {
    return new RetrySchedule(List.of(delays), true);
  }

  /**
   * The delay before the next attempt, up to a tenth longer than scheduled, so that deliveries that
   * failed together are not retried together.
   *
   * @param failures consecutive failures, the latest included
   * @param random from 0 to 1
   * @return empty after the last attempt
   */
  Optional<Duration> after(int failures, double random) {
    if (failures > delays.size() && !endless) {
      return Optional.empty();
    }
    var delay = delays.get(Math.min(failures, delays.size()) - 1);
    return Optional.of(delay.plusMillis((long) (delay.toMillis() * JITTER * random)));
  }
}
