package io.syncledger.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class NextRunCalculatorTest {
  private static final Instant STARTED_AT = Instant.parse("2026-03-01T09:00:00Z");

  @Property
  void the_next_run_is_an_interval_away_give_or_take_a_tenth(
      @ForAll @IntRange(min = 1, max = 10_080) int minutes,
      @ForAll @DoubleRange(min = -1, max = 1) double random) {
    var interval = Duration.ofMinutes(minutes);

    var next = NextRunCalculator.nextRun(STARTED_AT, interval, random, STARTED_AT);

    var away = Duration.between(STARTED_AT, next).toMillis();
    assertThat(away)
        .isBetween((long) (interval.toMillis() * 0.9) - 1, (long) (interval.toMillis() * 1.1) + 1);
  }

  @Property
  void however_many_intervals_were_missed_there_is_one_next_run_and_not_in_the_past(
      @ForAll @IntRange(min = 1, max = 10_080) int minutes,
      @ForAll @DoubleRange(min = -1, max = 1) double random,
      @ForAll @LongRange(min = 0, max = 10_000_000) long secondsLater) {
    var now = STARTED_AT.plusSeconds(secondsLater);

    var next = NextRunCalculator.nextRun(STARTED_AT, Duration.ofMinutes(minutes), random, now);

    assertThat(next).isAfterOrEqualTo(now);
    assertThat(next)
        .isIn(
            NextRunCalculator.nextRun(STARTED_AT, Duration.ofMinutes(minutes), random, STARTED_AT),
            now);
  }

  @Property
  void a_greater_random_number_never_means_sooner(
      @ForAll @DoubleRange(min = -1, max = 1) double one,
      @ForAll @DoubleRange(min = -1, max = 1) double other) {
    var hour = Duration.ofHours(1);

    assertThat(NextRunCalculator.nextRun(STARTED_AT, hour, Math.max(one, other), STARTED_AT))
        .isAfterOrEqualTo(
            NextRunCalculator.nextRun(STARTED_AT, hour, Math.min(one, other), STARTED_AT));
  }

  @Property
  void after_failures_the_delays_grow_and_stay_between_seconds_and_minutes(
      @ForAll @IntRange(min = 0, max = 1_000_000) int failures,
      @ForAll @DoubleRange(min = -1, max = 1) double random) {
    var next = NextRunCalculator.afterFailure(failures, random, STARTED_AT);

    assertThat(next).isBetween(STARTED_AT.plusSeconds(9), STARTED_AT.plusSeconds(660));
    assertThat(NextRunCalculator.afterFailure(failures + 1, random, STARTED_AT))
        .isAfterOrEqualTo(next);
  }
}
