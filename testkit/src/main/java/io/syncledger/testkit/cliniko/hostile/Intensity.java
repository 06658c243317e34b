package io.syncledger.testkit.cliniko.hostile;

import java.time.Duration;

/**
 * The frequency and strength of a hostile switch.
 *
 * @param seed determines all randomness
 * @param probability of a fault or a change at each response to a list request
 * @param maxStrikes the maximum number of times that a transient fault occurs
 * @param maxChanges the maximum number of records changed between pages
 * @param recordsPerResource how many records of each resource are made hostile
 * @param delay how long a slow response takes
 * @param outage how long temporary refusals last
 */
public record Intensity(
    long seed,
    double probability,
    int maxStrikes,
    int maxChanges,
    int recordsPerResource,
    Duration delay,
    Duration outage) {

  /**
   * Realistic times: slow responses take more than 30 seconds, temporary refusals last ten minutes.
   */
  public static Intensity of(long seed) {
    return new Intensity(seed, 0.5, 3, 40, 5, Duration.ofSeconds(35), Duration.ofMinutes(10));
  }

  /** The same with short times, for clients with timeouts of some hundred milliseconds. */
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
}
