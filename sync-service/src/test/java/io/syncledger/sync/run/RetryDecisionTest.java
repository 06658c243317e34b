package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.SyncId;
import io.syncledger.sync.run.state.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDecisionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final SyncFailure FAILURE =
      SyncFailure.of(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503", "Cliniko reported a server error");

  private final Random chance = new Random(7);

  @Test
  void without_progress_there_are_five_retries_and_then_no_more() {
    var attempt = Attempt.FIRST;
    for (int retry = 1; retry <= 5; retry++) {
      var again = (RetryDecision.Retry) on(FAILURE, attempt, false);
      assertThat(again.attempt()).isEqualTo(retry + 1);
      assertThat(again.retriesWithoutProgress()).isEqualTo(retry);
      attempt = new Attempt(again.attempt(), new SyncId("sync_1"), again.retriesWithoutProgress());
    }

    assertThat(on(FAILURE, attempt, false)).isInstanceOf(RetryDecision.GiveUp.class);
  }

  @Test
  void progress_resets_the_count_up_to_twenty_attempts_in_all() {
    var numbers = new ArrayList<Integer>();
    var attempt = Attempt.FIRST;
    while (on(FAILURE, attempt, true) instanceof RetryDecision.Retry again) {
      assertThat(again.retriesWithoutProgress()).isEqualTo(1);
      numbers.add(again.attempt());
      attempt = new Attempt(again.attempt(), new SyncId("sync_1"), 5);
    }

    assertThat(numbers).hasSize(19).endsWith(20);
    assertThat(on(FAILURE, attempt, true)).isInstanceOf(RetryDecision.GiveUp.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8", "4, 16"})
  void the_longest_pause_doubles_and_every_shorter_one_is_as_likely(
      int retriesWithoutProgress, int seconds) {
    var attempt = new Attempt(retriesWithoutProgress + 1, null, retriesWithoutProgress);
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      var again = (RetryDecision.Retry) on(FAILURE, attempt, false);
      pauses.add(Duration.between(NOW, again.dueAt()));
    }

    var longest = Duration.ofSeconds(seconds);
    assertThat(pauses).allMatch(pause -> !pause.isNegative() && pause.compareTo(longest) <= 0);
    assertThat(pauses.stream().filter(pause -> pause.compareTo(longest.dividedBy(4)) < 0).count())
        .isBetween(350L, 650L);
    assertThat(pauses.stream().mapToLong(Duration::toMillis).max().orElse(0))
        .isGreaterThan(longest.toMillis() * 9 / 10);
  }

  @Test
  void a_retry_is_not_due_before_the_source_allows_it() {
    var again = (RetryDecision.Retry) on(FAILURE.withRetryAfter(90), Attempt.FIRST, false);

    assertThat(again.dueAt()).isEqualTo(NOW.plusSeconds(90));
  }

  @ParameterizedTest
  @CsvSource({
    "AUTHENTICATION_FAILED, CLINIKO_AUTH_FAILED",
    "BAD_REQUEST, HTTP_422",
    "CREDENTIALS_NOT_FOUND, CREDENTIALS_NOT_FOUND"
  })
  void a_permanent_failure_is_not_retried(ErrorType type, String code) {
    assertThat(on(SyncFailure.of(type, code, "It failed"), Attempt.FIRST, true))
        .isInstanceOf(RetryDecision.NoRetry.class);
  }

  private RetryDecision on(SyncFailure failure, Attempt attempt, boolean progressed) {
    return RetryDecision.decide(failure, attempt, progressed, NOW, BACKOFF, chance);
  }
}
