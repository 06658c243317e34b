package io.syncledger.testkit.cliniko.hostile;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import java.util.Random;

/**
 * A way in which Cliniko can misbehave. An active switch stays on until {@code
 * cliniko.faults().clear()}; changes to the clinic's records remain.
 *
 * <pre>{@code
 * ListSwitch.EMPTY_PAGE_WITH_NEXT.activate(cliniko, seed);
 * HostileSwitches.named("GZIP").activate(cliniko, Intensity.quick(seed).withMaxStrikes(1));
 * }</pre>
 */
public interface HostileSwitch {

  /** The name, unique among all switches. */
  String name();

  Traits traits();

  /** What happens, in one sentence. */
  default String description() {
    return traits().description();
  }

  default ExpectedOutcome outcome() {
    return traits().outcome();
  }

  /** Whether a correct client waits for a minute or longer because of it. */
  default boolean delaysClient() {
    return traits().delaysClient();
  }

  default void activate(ClinikoSimulator cliniko, Intensity intensity) {
    traits().activation().activate(cliniko, intensity, this);
  }

  default void activate(ClinikoSimulator cliniko, long seed) {
    activate(cliniko, Intensity.of(seed));
  }

  /** A seed of its own, so that switches do not influence each other. */
  default long seed(Intensity intensity) {
    return intensity.seed() * 0x9E3779B97F4A7C15L ^ name().hashCode();
  }

  default Random random(Intensity intensity) {
    return new Random(seed(intensity));
  }

  /** Activates a switch. */
  @FunctionalInterface
  interface Activation {
    void activate(ClinikoSimulator cliniko, Intensity intensity, HostileSwitch self);
  }

  /** The properties of a switch. */
  record Traits(
      String description, ExpectedOutcome outcome, boolean delaysClient, Activation activation) {

    static Traits survivable(String description, Activation activation) {
      return new Traits(description, ExpectedOutcome.SURVIVABLE, false, activation);
    }

    static Traits survivableByWaiting(String description, Activation activation) {
      return new Traits(description, ExpectedOutcome.SURVIVABLE, true, activation);
    }

    static Traits fatal(String description, Activation activation) {
      return new Traits(description, ExpectedOutcome.FATAL, false, activation);
    }
  }
}
