package io.syncledger.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncYieldTest {
  private static final Instant STARTED_AT = Instant.parse("2026-03-01T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "completed, 0, NOTHING_NEW",
    "completed, 1, SOME_CHANGES",
    "completed, 99, SOME_CHANGES",
    "completed, 100, MANY_CHANGES",
    "failed, 500, FAILED"
  })
  void a_run_yields_what_it_changed(String outcome, long changed, SyncYield expected) {
    assertThat(SyncYield.of(List.of(run("a", null, outcome, changed)))).containsExactly(expected);
  }

  @Test
  void cancelled_and_live_runs_have_no_yield() {
    assertThat(SyncYield.of(List.of(run("a", null, "cancelled", 3), run("b", null, null, 3))))
        .isEmpty();
  }

  @Test
  void all_attempts_at_a_sync_count_as_one_with_the_yield_of_the_last() {
    var failing =
        List.of(
            run("a", null, "failed", 0), run("b", "a", "failed", 0), run("c", "b", "failed", 0));
    var recovering = List.of(run("a", null, "failed", 0), run("b", "a", "completed", 0));

    assertThat(SyncYield.of(failing)).containsExactly(SyncYield.FAILED);
    assertThat(SyncYield.of(recovering)).containsExactly(SyncYield.NOTHING_NEW);
  }

  @Test
  void a_later_sync_does_not_count_as_a_retry() {
    assertThat(SyncYield.of(List.of(run("a", null, "failed", 0), run("b", null, "failed", 0))))
        .containsExactly(SyncYield.FAILED, SyncYield.FAILED);
  }

  private static RunSummary run(
      String id, @Nullable String retryOf, @Nullable String outcome, long changed) {
    return new RunSummary(
        id,
        STARTED_AT,
        outcome == null ? null : STARTED_AT.plusSeconds(9),
        retryOf,
        outcome,
        changed);
  }
}
