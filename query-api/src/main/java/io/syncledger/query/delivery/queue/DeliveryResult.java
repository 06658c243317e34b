package io.syncledger.query.delivery.queue;

import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.SendOutcome.Gone;
import io.syncledger.query.delivery.SendOutcome.PermanentFailure;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery after an attempt.
 *
 * @param at when the attempt ended
 * @param nextAttemptAt null: nothing more to do
 */
record DeliveryResult(
    Instant at,
    State state,
    int failures,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer status,
    @Nullable String error) {
  private static final Duration MAX_WAIT = Duration.ofHours(24);

  /** Where a delivery stands. */
  enum State {
    PENDING,
    DELIVERED,
    FAILED,
    CANCELLED;

    /** The wire form. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param resend null, or after which time one that arrived is sent again
   * @param chance from 0 to 1, for the schedule
   */
  static DeliveryResult of(
      ClaimedDelivery claimed,
      SendOutcome outcome,
      RetrySchedule schedule,
      @Nullable Duration resend,
      Instant now,
      double chance) {
    return switch (outcome) {
      case Accepted accepted ->
          new DeliveryResult(
              now,
              State.DELIVERED,
              0,
              resend == null ? null : now.plus(resend),
              accepted.status(),
              null);
      case TemporaryFailure declined ->
          retryOrFail(declined, claimed.failures() + 1, schedule, now, chance);
      case PermanentFailure refused ->
          new DeliveryResult(
              now, State.FAILED, claimed.failures() + 1, null, refused.status(), refused.reason());
      case Gone gone ->
          new DeliveryResult(
              now, State.CANCELLED, claimed.failures() + 1, null, gone.status(), gone.reason());
    };
  }

  private static DeliveryResult retryOrFail(
      TemporaryFailure declined, int failures, RetrySchedule schedule, Instant now, double chance) {
    var wait = schedule.after(failures, chance).map(planned -> honorRetryAfter(planned, declined));
    return new DeliveryResult(
        now,
        wait.isPresent() ? State.PENDING : State.FAILED,
        failures,
        wait.map(now::plus).orElse(null),
        declined.status(),
        declined.reason());
  }

  /** Whoever asks for patience gets it, within bounds. */
  private static Duration honorRetryAfter(Duration planned, TemporaryFailure declined) {
    var asked = declined.retryAfter();
    if (asked == null || asked.compareTo(planned) <= 0) {
      return planned;
    }
    return asked.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : asked;
  }

  /** How the attempt counts. */
  String metricTag() {
    return state == State.PENDING ? "retried" : state.toString();
  }
}
