package io.syncledger.testkit.cliniko.hostile;

import java.time.Duration;
import java.util.Random;

/**
 * How much of a hostile switch, decided by a seed.
 *
 * @param chance of a fault or of a change at each answer to a list
 * @param strikes how often a fault that passes strikes at most
 * @param changes how many records are changed between pages at most
 * @param records how many records of each resource are made hostile
 * @param pause how long an answer that dawdles takes
 * @param outage how long something is forbidden for a while
 */
public record Dose(
    long seed,
    double chance,
    int strikes,
    int changes,
    int records,
    Duration pause,
    Duration outage) {

  /** As in the field: answers dawdle past 30 seconds, a refusal lasts ten minutes. */
  public static Dose of(long seed) {
    return new Dose(seed, 0.5, 3, 40, 5, Duration.ofSeconds(35), Duration.ofMinutes(10));
  }

  /** The same with times for a client whose timeouts are some hundred milliseconds. */
  public static Dose quick(long seed) {
    return of(seed).withPause(Duration.ofMillis(600)).withOutage(Duration.ofSeconds(1));
  }

  public Dose withChance(double other) {
    return new Dose(seed, other, strikes, changes, records, pause, outage);
  }

  public Dose withStrikes(int most) {
    return new Dose(seed, chance, most, changes, records, pause, outage);
  }

  public Dose withChanges(int most) {
    return new Dose(seed, chance, strikes, most, records, pause, outage);
  }

  public Dose withRecords(int each) {
    return new Dose(seed, chance, strikes, changes, each, pause, outage);
  }

  public Dose withPause(Duration other) {
    return new Dose(seed, chance, strikes, changes, records, other, outage);
  }

  public Dose withOutage(Duration other) {
    return new Dose(seed, chance, strikes, changes, records, pause, other);
  }

  /** Chance for one switch, so that switches do not depend on each other. */
  Random random(HostileSwitch one) {
    return new Random(seedFor(one));
  }

  long seedFor(HostileSwitch one) {
    return seed * 0x9E3779B97F4A7C15L ^ one.name().hashCode();
  }
}
