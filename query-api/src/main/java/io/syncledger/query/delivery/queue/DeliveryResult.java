package io.syncledger.query.delivery.queue;

import io.syncledger.events.WireName;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.SendOutcome.Gone;
import io.syncledger.query.delivery.SendOutcome.PermanentFailure;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a delivery after an attempt.
 *
 * @param at when the attempt ended
 * @param nextAttemptAt null when there is nothing left to do
 */
record DeliveryResult(
    Instant at,
    State state,
    int failures,
    @Nullable Instant nextAttemptAt,
    @Nullable Integer status,
    @Nullable String error) {
  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

  /** As it stands in {@code alert_deliveries.state}. */
  enum State {
    PENDING,
    DELIVERED,
    FAILED,
    CANCELLED;

    /** The wire form. */
    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  /**
   * @param failuresBefore consecutive failures before this attempt
   * @param resendInterval when to send again what was accepted; null: never
   * @param random from 0 to 1, for the schedule's jitter
   */
  static DeliveryResult of(
      int failuresBefore,
      SendOutcome outcome,
      RetrySchedule schedule,
      @Nullable Duration resendInterval,
      Instant now,
      double random) {
    int failures = failuresBefore + 1;
    return switch (outcome) {
      case Accepted accepted -> {
        var resendAt = resendInterval == null ? null : now.plus(resendInterval);
        yield new DeliveryResult(now, State.DELIVERED, 0, resendAt, accepted.status(), null);
      }
      case TemporaryFailure failure -> retryOrFail(failure, failures, schedule, now, random);
      case PermanentFailure failure ->
          new DeliveryResult(now, State.FAILED, failures, null, failure.status(), failure.reason());
      case Gone gone ->
          new DeliveryResult(now, State.CANCELLED, failures, null, gone.status(), gone.reason());
    };
  }

  private static DeliveryResult retryOrFail(
      TemporaryFailure failure, int failures, RetrySchedule schedule, Instant now, double random) {
    var delay = schedule.after(failures, random).map(planned -> honorRetryAfter(planned, failure));
    return new DeliveryResult(
        now,
        delay.isPresent() ? State.PENDING : State.FAILED,
        failures,
        delay.map(now::plus).orElse(null),
        failure.status(),
        failure.reason());
  }

  private static Duration honorRetryAfter(Duration planned, TemporaryFailure failure) {
    var requested = failure.retryAfter();
    if (requested == null || requested.compareTo(planned) <= 0) {
      return planned;
    }
    return requested.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : requested;
  }

  /** The metric tag {@code outcome}. */
  String metricTag() {
    return state == State.PENDING ? "retried" : state.toString();
  }
}
