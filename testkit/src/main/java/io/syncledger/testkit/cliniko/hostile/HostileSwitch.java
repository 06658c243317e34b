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
    permits ListSwitch,
        ErrorResponseSwitch,
        TransportSwitch,
        RecordSwitch,
        FormatSwitch,
        ChangeSwitch {

  /** Unique among all switches. */
  String name();

  Traits traits();

  /** What happens, in one sentence. */
  default String description() {
    return traits().description();
  }

  default ExpectedOutcome outcome() {
    return traits().outcome();
  }

  /** Whether a good client waits for a minute or longer because of it. */
  default boolean delaysClient() {
    return traits().delaysClient();
  }

  default void activate(ClinikoSimulator cliniko, Intensity dose) {
    traits().activation().activate(cliniko, dose, this);
  }

  default void activate(ClinikoSimulator cliniko, long seed) {
    activate(cliniko, Intensity.of(seed));
  }

  /** The whole catalogue; what damages an answer comes before what decides its content. */
  static List<HostileSwitch> all() {
    return Stream.<HostileSwitch[]>of(
            TransportSwitch.values(),
            ErrorResponseSwitch.values(),
            ListSwitch.values(),
            ChangeSwitch.values(),
            RecordSwitch.values(),
            FormatSwitch.values())
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
  interface Activation {
    void activate(ClinikoSimulator cliniko, Intensity dose, HostileSwitch one);
  }

  /** What there is to know of a switch. */
  record Traits(
      String description, ExpectedOutcome outcome, boolean delaysClient, Activation activation) {

    static Traits survivable(String sentence, Activation arming) {
      return new Traits(sentence, ExpectedOutcome.SURVIVABLE, false, arming);
    }

    static Traits survivableByWaiting(String sentence, Activation arming) {
      return new Traits(sentence, ExpectedOutcome.SURVIVABLE, true, arming);
    }

    static Traits fatal(String sentence, Activation arming) {
      return new Traits(sentence, ExpectedOutcome.FATAL, false, arming);
    }
  }
}
