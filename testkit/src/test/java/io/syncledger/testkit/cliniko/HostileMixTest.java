package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.testkit.cliniko.hostile.ChangeSwitch;
import io.syncledger.testkit.cliniko.hostile.ErrorResponseSwitch;
import io.syncledger.testkit.cliniko.hostile.ExpectedOutcome;
import io.syncledger.testkit.cliniko.hostile.HostileMix;
import io.syncledger.testkit.cliniko.hostile.HostileSwitch;
import io.syncledger.testkit.cliniko.hostile.HostileSwitches;
import io.syncledger.testkit.cliniko.hostile.Intensity;
import io.syncledger.testkit.cliniko.hostile.TransportSwitch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostileMixTest {

  @Test
  void a_mix_has_two_to_five_switches_that_the_seed_decides() {
    Set<HostileSwitch> seen = new HashSet<>();
    for (long seed = 0; seed < 500; seed++) {
      HostileMix mix = HostileMix.of(seed);
      assertThat(mix.switches()).hasSizeBetween(2, 5).doesNotHaveDuplicates();
      assertThat(HostileMix.of(seed)).isEqualTo(mix);
      seen.addAll(mix.switches());
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            HostileSwitches.all().stream()
                .filter(one -> one.outcome() != ExpectedOutcome.FATAL && !one.delaysClient())
                .toList());
  }

  @Test
  void a_mix_describes_its_switches() {
    HostileMix mix = HostileMix.of(42);
    assertThat(mix.describe()).startsWith("hostile mix 42: ");
    for (HostileSwitch one : mix.switches()) {
      assertThat(mix.describe()).contains(one.name() + " (" + one.description() + ")");
    }
  }

  @Test
  void a_mix_is_as_bad_as_its_worst_switch() {
    assertThat(new HostileMix(1, List.of(TransportSwitch.GZIP)).outcome())
        .isEqualTo(ExpectedOutcome.SURVIVABLE);
    assertThat(
            new HostileMix(1, List.of(TransportSwitch.GZIP, ErrorResponseSwitch.KEY_REVOKED))
                .outcome())
        .isEqualTo(ExpectedOutcome.FATAL);
    assertThat(HostileMix.of(1, one -> one.outcome() == ExpectedOutcome.FATAL).outcome())
        .isEqualTo(ExpectedOutcome.FATAL);
  }

  @Test
  void every_switch_has_a_name_and_a_sentence_of_its_own() {
    assertThat(HostileSwitches.all().stream().map(HostileSwitch::name)).doesNotHaveDuplicates();
    assertThat(HostileSwitches.all().stream().map(HostileSwitch::description))
        .doesNotHaveDuplicates();
    assertThat(HostileSwitches.all()).allMatch(one -> HostileSwitches.named(one.name()) == one);
    assertThat(HostileSwitches.named(" late_commits ")).isEqualTo(ChangeSwitch.LATE_COMMITS);
    assertThatThrownBy(() -> HostileSwitches.named("RAIN"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RAIN");
  }

  /** However many switches are active, the API recovers, because every fault is bounded. */
  @Test
  void all_survivable_switches_together_end() throws Exception {
    try (HostileClinicFixture hostile = new HostileClinicFixture()) {
      new HostileMix(
              3,
              HostileSwitches.all().stream()
                  .filter(one -> one.outcome() != ExpectedOutcome.FATAL)
                  .filter(one -> !one.name().contains("TOTAL") && !one.name().contains("IN_BOTH"))
                  .toList())
          .activate(
              hostile.cliniko,
              Intensity.quick(3).withMaxStrikes(1).withDelay(java.time.Duration.ZERO));
      int sound = 0;
      for (int i = 0; i < 300 && sound < 100; i++) {
        sound = answersSoundly(hostile) ? sound + 1 : 0;
      }
      assertThat(sound).isEqualTo(100);
    }
  }

  private static boolean answersSoundly(HostileClinicFixture hostile) throws InterruptedException {
    try {
      int rows =
          hostile
              .json("/patients?per_page=100&sort=updated_at&q%5B%5D=archived_at:*")
              .path("patients")
              .size();
      return rows == 100;
    } catch (java.io.IOException e) {
      // Not yet.
      return false;
    }
  }
}
