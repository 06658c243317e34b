package io.syncledger.query.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.SendOutcome.Gone;
import io.syncledger.query.delivery.SendOutcome.PermanentFailure;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import io.syncledger.query.delivery.queue.DeliveryResult.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

  /** As https://www.standardwebhooks.com recommends it, the first attempt at once. */
  private static final List<Duration> STANDARD =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private final RetrySchedule schedule = RetrySchedule.finite(STANDARD);

  @Test
  void a_failed_attempt_is_retried_until_the_schedule_ends() {
    var waits = new ArrayList<Duration>();
    for (int before = 0; before < STANDARD.size(); before++) {
      var result = resultOf(before, new TemporaryFailure("answered 500", 500, null), 0);
      assertThat(result.state()).isEqualTo(State.PENDING);
      assertThat(result.failures()).isEqualTo(before + 1);
      waits.add(Duration.between(NOW, result.nextAttemptAt()));
    }

    assertThat(waits).isEqualTo(STANDARD);
    var last = resultOf(STANDARD.size(), new TemporaryFailure("answered 500", 500, null), 0);
    assertThat(last.state()).isEqualTo(State.FAILED);
    assertThat(last.nextAttemptAt()).isNull();
    assertThat(last.error()).isEqualTo("answered 500");
    assertThat(last.metricTag()).isEqualTo("failed");
  }

  @Test
  void attempts_that_fail_together_are_retried_at_different_times() {
    assertThat(schedule.after(2, 0)).contains(Duration.ofMinutes(5));
    assertThat(schedule.after(2, 0.5)).contains(Duration.ofSeconds(315));
    assertThat(schedule.after(2, 1)).contains(Duration.ofSeconds(330));
  }

  @Test
  void an_endless_schedule_repeats_its_last_wait() {
    var endless = RetrySchedule.endless(Duration.ofSeconds(1), Duration.ofSeconds(60));

    assertThat(endless.after(1, 0)).contains(Duration.ofSeconds(1));
    assertThat(endless.after(1_000, 0)).contains(Duration.ofSeconds(60));
  }

  @Test
  void retry_after_is_followed_up_to_a_day() {
    var oneHour = new TemporaryFailure("answered 503", 503, Duration.ofHours(1));
    var oneSecond = new TemporaryFailure("answered 503", 503, Duration.ofSeconds(1));
    var tooLong = new TemporaryFailure("answered 429", 429, Duration.ofDays(400));

    assertThat(resultOf(0, oneHour, 0).nextAttemptAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(resultOf(0, oneSecond, 0).nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(resultOf(0, tooLong, 0).nextAttemptAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void a_permanent_failure_or_a_gone_receiver_is_not_retried() {
    assertThat(resultOf(0, new PermanentFailure("refused with 550", 550), 0))
        .isEqualTo(new DeliveryResult(NOW, State.FAILED, 1, null, 550, "refused with 550"));
    assertThat(resultOf(0, new Gone("answered 410", 410), 0))
        .isEqualTo(new DeliveryResult(NOW, State.CANCELLED, 1, null, 410, "answered 410"));
  }

  @Test
  void delivered_notifications_are_resent_only_to_channels_that_keep_states() {
    var once = DeliveryResult.of(3, new Accepted(204), schedule, null, NOW, 0);
    var again = DeliveryResult.of(3, new Accepted(200), schedule, Duration.ofMinutes(1), NOW, 0);

    assertThat(once).isEqualTo(new DeliveryResult(NOW, State.DELIVERED, 0, null, 204, null));
    assertThat(again.state()).isEqualTo(State.DELIVERED);
    assertThat(again.nextAttemptAt()).isEqualTo(NOW.plusSeconds(60));
  }

  private DeliveryResult resultOf(int failures, SendOutcome outcome, double chance) {
    return DeliveryResult.of(failures, outcome, schedule, null, NOW, chance);
  }
}
