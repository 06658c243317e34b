package io.syncledger.query.delivery.queue;

import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When each kind of channel is tried again. */
@Singleton
final class Schedules {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The product's own log; it is told everything, however long it takes. */
  private static final RetrySchedule TOPIC =
      RetrySchedule.endless(
          Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15), MINUTE);

  /** A mail server is asked as mail servers ask each other. */
  private static final RetrySchedule EMAIL =
      RetrySchedule.finite(
          List.of(
              MINUTE,
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofHours(1),
              Duration.ofHours(4),
              Duration.ofHours(12),
              Duration.ofHours(24)));

  private static final List<Duration> SOON =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));

  /** Whatever fires now is to be seen there as soon as it is back. */
  private static final RetrySchedule FIRING =
      RetrySchedule.endless(SOON.get(0), SOON.get(1), SOON.get(2), MINUTE);

  /** An end that cannot be told for an hour has been found out there, by endsAt. */
  private static final RetrySchedule RESOLVED =
      RetrySchedule.finite(
          Stream.concat(SOON.stream(), Collections.nCopies(60, MINUTE).stream()).toList());

  private final RetrySchedule webhook;
  private final Duration resend;

  private final Clock clock;

  Schedules(DeliverySettings settings, Clock clock) {
    this.clock = clock;
    this.webhook = RetrySchedule.finite(settings.webhookRetries());
    this.resend = settings.resend();
  }

  DeliveryResult settle(ClaimedDelivery claimed, SendOutcome outcome) {
    double chance = ThreadLocalRandom.current().nextDouble();
    var schedule = of(claimed.kind(), claimed.message());
    return DeliveryResult.of(claimed, outcome, schedule, resend(claimed), clock.instant(), chance);
  }

  private RetrySchedule of(ChannelKind kind, NotificationMessage message) {
    return switch (kind) {
      case TOPIC -> TOPIC;
      case EMAIL -> EMAIL;
      case WEBHOOK -> webhook;
      case ALERTMANAGER -> message.type().firing() ? FIRING : RESOLVED;
    };
  }

  private @Nullable Duration resend(ClaimedDelivery claimed) {
    return claimed.kind() == ChannelKind.ALERTMANAGER && claimed.message().type().firing()
        ? resend
        : null;
  }
}
