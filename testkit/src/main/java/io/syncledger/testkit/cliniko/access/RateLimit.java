package io.syncledger.testkit.cliniko.access;

/**
 * The number of requests that a key may make per clock minute.
 *
 * @param perMinute at least 1
 */
public record RateLimit(int perMinute) {

  /** Cliniko's limit: 200. */
  public static final RateLimit CLINIKO = new RateLimit(200);

  public RateLimit {
    if (perMinute < 1) {
      throw new IllegalArgumentException("a rate limit is at least one request a minute");
    }
  }

  public static RateLimit perMinute(int requests) {
    return new RateLimit(requests);
  }

  public static RateLimit none() {
    return new RateLimit(Integer.MAX_VALUE);
  }
}
