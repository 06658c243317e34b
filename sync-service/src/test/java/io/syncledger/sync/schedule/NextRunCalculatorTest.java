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
  private static final Instant BEGUN = Instant.parse("2026-03-01T09:00:00Z");

  @Property
  void the_next_visit_is_an_interval_away_give_or_take_a_tenth(
      @ForAll @IntRange(min = 1, max = 10_080) int minutes,
      @ForAll @DoubleRange(min = -1, max = 1) double chance) {
    var interval = Duration.ofMinutes(minutes);

    var next = NextRunCalculator.nextRun(BEGUN, interval, chance, BEGUN);

    var away = Duration.between(BEGUN, next).toMillis();
    assertThat(away)
        .isBetween((long) (interval.toMillis() * 0.9) - 1, (long) (interval.toMillis() * 1.1) + 1);
  }

  @Property
  void however_many_intervals_were_missed_the_next_visit_is_one_and_not_in_the_past(
      @ForAll @IntRange(min = 1, max = 10_080) int minutes,
      @ForAll @DoubleRange(min = -1, max = 1) double chance,
      @ForAll @LongRange(min = 0, max = 10_000_000) long secondsLater) {
    var now = BEGUN.plusSeconds(secondsLater);

    var next = NextRunCalculator.nextRun(BEGUN, Duration.ofMinutes(minutes), chance, now);

    assertThat(next).isAfterOrEqualTo(now);
    assertThat(next)
        .isIn(NextRunCalculator.nextRun(BEGUN, Duration.ofMinutes(minutes), chance, BEGUN), now);
  }

  @Property
  void a_greater_chance_never_means_sooner(
      @ForAll @DoubleRange(min = -1, max = 1) double one,
      @ForAll @DoubleRange(min = -1, max = 1) double other) {
    var hour = Duration.ofHours(1);

    assertThat(NextRunCalculator.nextRun(BEGUN, hour, Math.max(one, other), BEGUN))
        .isAfterOrEqualTo(NextRunCalculator.nextRun(BEGUN, hour, Math.min(one, other), BEGUN));
  }

  @Property
  void after_failures_the_pauses_grow_and_stay_within_seconds_and_minutes(
      @ForAll @IntRange(min = 0, max = 1_000_000) int failures,
      @ForAll @DoubleRange(min = -1, max = 1) double chance) {
    var next = NextRunCalculator.afterFailure(failures, chance, BEGUN);

    assertThat(next).isBetween(BEGUN.plusSeconds(9), BEGUN.plusSeconds(660));
    assertThat(NextRunCalculator.afterFailure(failures + 1, chance, BEGUN)).isAfterOrEqualTo(next);
  }
}
