package io.syncledger.testkit.cliniko.hostile;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One thing that can be wrong with a Cliniko. Armed, it stays until {@code
 * cliniko.faults().clear()}; what it changed in the clinic's records remains, as that is the truth
 * then.
 *
 * <pre>{@code
 * ListSwitch.EMPTY_PAGE_WITH_NEXT.arm(cliniko, seed);
 * HostileSwitch.named("GZIP").arm(cliniko, Dose.quick(seed).withStrikes(1));
 * }</pre>
 */
public sealed interface HostileSwitch
    permits ListSwitch, RefusalSwitch, TransportSwitch, RecordSwitch, FormSwitch, ChangeSwitch {

  /** Unique among all switches. */
  String name();

  Traits traits();

  /** What happens, in one sentence. */
  default String sentence() {
    return traits().sentence();
  }

  default Outcome outcome() {
    return traits().outcome();
  }

  /** Whether a good client waits for a minute or longer because of it. */
  default boolean waits() {
    return traits().waits();
  }

  default void arm(ClinikoSimulator cliniko, Dose dose) {
    traits().arming().arm(cliniko, dose, this);
  }

  default void arm(ClinikoSimulator cliniko, long seed) {
    arm(cliniko, Dose.of(seed));
  }

  /** The whole catalogue; what damages an answer comes before what decides its content. */
  static List<HostileSwitch> all() {
    return Stream.<HostileSwitch[]>of(
            TransportSwitch.values(),
            RefusalSwitch.values(),
            ListSwitch.values(),
            ChangeSwitch.values(),
            RecordSwitch.values(),
            FormSwitch.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  /**
   * @throws IllegalArgumentException when there is no such switch
   */
  static HostileSwitch named(String name) {
    return all().stream()
        .filter(known -> known.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no hostile switch " + name));
  }

  /** How a switch is put on. */
  @FunctionalInterface
  interface Arming {
    void arm(ClinikoSimulator cliniko, Dose dose, HostileSwitch one);
  }

  /** What there is to know of a switch. */
  record Traits(String sentence, Outcome outcome, boolean waits, Arming arming) {

    static Traits survivable(String sentence, Arming arming) {
      return new Traits(sentence, Outcome.SURVIVABLE, false, arming);
    }

    static Traits survivableByWaiting(String sentence, Arming arming) {
      return new Traits(sentence, Outcome.SURVIVABLE, true, arming);
    }

    static Traits fatal(String sentence, Arming arming) {
      return new Traits(sentence, Outcome.FATAL, false, arming);
    }
  }
}
