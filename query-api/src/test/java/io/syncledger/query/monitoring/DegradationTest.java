package io.syncledger.query.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks when runs count as slower. */
class DegradationTest {

  @Test
  void the_latest_ten_are_compared_with_the_hundred_before_them() {
    var older = Collections.nCopies(50, 1L);
    var before = Collections.nCopies(100, 2_000L);
    var latest = Collections.nCopies(10, 3_000L);

    var found = Degradation.of(Stream.of(latest, before, older).flatMap(List::stream).toList());

    assertThat(found.degraded()).isTrue();
    assertThat(found.ratio()).isEqualTo(1.5);
    assertThat(found.changePercent()).isEqualTo(50.0);
    assertThat(found.baselineRuns()).isEqualTo(100);
    assertThat(found.summary())
        .isEqualTo("The latest 10 runs took 3.0s, the 100 before them 2.0s (medians)");
  }

  @Test
  void a_single_slow_run_is_not_a_degradation() {
    var runs = Stream.concat(Stream.of(60_000L), Collections.nCopies(30, 2_000L).stream()).toList();

    assertThat(Degradation.of(runs).degraded()).isFalse();
    assertThat(Degradation.of(runs).changePercent()).isZero();
  }

  @Test
  void without_a_baseline_there_is_no_degradation() {
    var found = Degradation.of(Collections.nCopies(10, 60_000L));

    assertThat(found.degraded()).isFalse();
    assertThat(found.ratio()).isNull();
  }

  @Test
  void durations_of_no_run_are_zero_and_two_have_a_median_between_them() {
    assertThat(Durations.of(List.of()).count()).isZero();
    assertThat(Durations.of(List.of(100L, 201L)).median()).isEqualTo(151);
    assertThat(Durations.of(List.of(100L, 201L)).p95()).isEqualTo(201);
  }
}
