package io.syncledger.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AdaptiveIntervalTest {
  private static final AdaptiveInterval HOURLY =
      new AdaptiveInterval(Duration.ofHours(1), Duration.ofMinutes(15), Duration.ofDays(1));

  @Test
  void it_doubles_while_nothing_changes_and_while_syncs_fail() {
    assertThat(HOURLY.after(List.of(SyncYield.NOTHING_NEW))).isEqualTo(Duration.ofHours(2));
    assertThat(HOURLY.after(List.of(SyncYield.NOTHING_NEW, SyncYield.FAILED)))
        .isEqualTo(Duration.ofHours(4));
  }

  @Test
  void it_halves_while_much_changes() {
    assertThat(HOURLY.after(List.of(SyncYield.MANY_CHANGES))).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void a_few_changes_lead_back_to_what_was_chosen() {
    assertThat(HOURLY.after(List.of(SyncYield.FAILED, SyncYield.FAILED, SyncYield.SOME_CHANGES)))
        .isEqualTo(Duration.ofHours(1));
  }

  @Property
  void it_never_leaves_its_bounds(
      @ForAll @IntRange(min = 1, max = 10_080) int chosen,
      @ForAll @IntRange(min = 1, max = 10_080) int shortest,
      @ForAll @IntRange(min = 1, max = 10_080) int longest,
      @ForAll @Size(max = 30) List<SyncYield> yields) {
    var interval =
        new AdaptiveInterval(
            Duration.ofMinutes(chosen), Duration.ofMinutes(shortest), Duration.ofMinutes(longest));

    assertThat(interval.after(yields))
        .isBetween(
            Duration.ofMinutes(Math.min(chosen, shortest)),
            Duration.ofMinutes(Math.max(chosen, longest)));
  }

  @Property
  void one_more_sync_without_news_never_means_sooner_and_one_with_many_never_later(
      @ForAll @Size(max = 30) List<SyncYield> yields) {
    var now = HOURLY.after(yields);

    assertThat(HOURLY.after(with(yields, SyncYield.NOTHING_NEW))).isGreaterThanOrEqualTo(now);
    assertThat(HOURLY.after(with(yields, SyncYield.FAILED))).isGreaterThanOrEqualTo(now);
    assertThat(HOURLY.after(with(yields, SyncYield.MANY_CHANGES))).isLessThanOrEqualTo(now);
  }

  @Property
  void the_bounds_are_reached_from_anywhere(@ForAll @Size(max = 30) List<SyncYield> yields) {
    var quiet = new ArrayList<>(yields);
    quiet.addAll(Collections.nCopies(7, SyncYield.NOTHING_NEW));
    var busy = new ArrayList<>(yields);
    busy.addAll(Collections.nCopies(7, SyncYield.MANY_CHANGES));

    assertThat(HOURLY.after(quiet)).isEqualTo(Duration.ofDays(1));
    assertThat(HOURLY.after(busy)).isEqualTo(Duration.ofMinutes(15));
  }

  private static List<SyncYield> with(List<SyncYield> yields, SyncYield last) {
    var more = new ArrayList<>(yields);
    more.add(last);
    return more;
  }
}
