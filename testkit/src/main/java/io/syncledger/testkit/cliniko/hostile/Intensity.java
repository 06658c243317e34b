package io.syncledger.testkit.cliniko.hostile;

import java.time.Duration;
import java.util.Random;

/**
 * How much of a hostile switch, decided by a seed.
 *
 * @param probability of a fault or of a change at each answer to a list
 * @param maxStrikes how often a fault that passes strikes at most
 * @param maxChanges how many records are changed between pages at most
 * @param recordsPerResource how many records of each resource are made hostile
 * @param delay how long an answer that dawdles takes
 * @param outage how long something is forbidden for a while
 */
public record Intensity(
    long seed,
    double probability,
    int maxStrikes,
    int maxChanges,
    int recordsPerResource,
    Duration delay,
    Duration outage) {

  /** As in the field: answers dawdle past 30 seconds, a refusal lasts ten minutes. */
  public static Intensity of(long seed) {
    return new Intensity(seed, 0.5, 3, 40, 5, Duration.ofSeconds(35), Duration.ofMinutes(10));
  }

  /** The same with times for a client whose timeouts are some hundred milliseconds. */
  public static Intensity quick(long seed) {
    return of(seed).withDelay(Duration.ofMillis(600)).withOutage(Duration.ofSeconds(1));
  }

  public Intensity withProbability(double other) {
    return new Intensity(seed, other, maxStrikes, maxChanges, recordsPerResource, delay, outage);
  }

  public Intensity withMaxStrikes(int most) {
    return new Intensity(seed, probability, most, maxChanges, recordsPerResource, delay, outage);
  }

  public Intensity withMaxChanges(int most) {
    return new Intensity(seed, probability, maxStrikes, most, recordsPerResource, delay, outage);
  }

  public Intensity withRecords(int each) {
    return new Intensity(seed, probability, maxStrikes, maxChanges, each, delay, outage);
  }

  public Intensity withDelay(Duration other) {
    return new Intensity(
        seed, probability, maxStrikes, maxChanges, recordsPerResource, other, outage);
  }

  public Intensity withOutage(Duration other) {
    return new Intensity(
        seed, probability, maxStrikes, maxChanges, recordsPerResource, delay, other);
  }

  /** Chance for one switch, so that switches do not depend on each other. */
  Random random(HostileSwitch one) {
    return new Random(seedFor(one));
  }

  long seedFor(HostileSwitch one) {
    return seed * 0x9E3779B97F4A7C15L ^ one.name().hashCode();
  }
}
