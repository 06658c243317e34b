package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Delivery;
import io.syncledger.testkit.cliniko.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Predefined faults. Restrict them with {@link Fault}'s conditions: {@code serverError(503,
 * HTML).onPage(3).times(2)}.
 */
public final class Faults {

  private Faults() {}

  /** Delays every response. */
  public static Fault latency(Duration delay) {
    return latency(delay, delay, 0);
  }

  /** Delays every response by a random time between the two, inclusive. */
  public static Fault latency(Duration least, Duration most, long seed) {
    Random jitter = new Random(seed);
    long spread = most.minus(least).toMillis() + 1;
    return Fault.of(
        (request, chain) -> {
          Thread.sleep(least.plusMillis(jitter.nextLong(spread)));
          return chain.proceed();
        });
  }

  /**
   * A 429 whose reset is so far ahead on the given clock; a negative duration puts it into the
   * past.
   */
  public static Fault tooManyRequests(Clock clock, Duration untilReset) {
    return Fault.of(
        (request, chain) ->
            tooManyRequests()
                .withHeader(
                    "X-RateLimit-Reset",
                    Long.toString(clock.instant().plus(untilReset).getEpochSecond())));
  }

  /** A 429 with this text as its reset. */
  public static Fault tooManyRequests(String reset) {
    return Fault.of((request, chain) -> tooManyRequests().withHeader("X-RateLimit-Reset", reset));
  }

  /** A 429 without a reset. */
  public static Fault tooManyRequestsWithoutReset() {
    return Fault.of((request, chain) -> tooManyRequests());
  }

  public static Fault serverError(int status, ErrorBody body) {
    return Fault.of((request, chain) -> error(status, body));
  }

  /** The response of a failing gateway or server. */
  public static Response error(int status, ErrorBody body) {
    return Response.text(status, body.type(), body.text());
  }

  /** Rejects the key; combined with {@link Fault#after}, it is revoked in the middle of a run. */
  public static Fault keyRevoked() {
    return Fault.of((request, chain) -> Response.unauthorized());
  }

  /** A 403; combined with {@link Fault#on}, only for one path. */
  public static Fault forbidden() {
    return Fault.of((request, chain) -> Response.text(403, "text/plain", "Forbidden\n"));
  }

  /** Closes the connection after so many bytes of the body, short of its Content-Length. */
  public static Fault cutAfter(int bytes) {
    return withDelivery(new Delivery.CutAfter(bytes, false));
  }

  /** Like {@link #cutAfter}, but with a TCP reset. */
  public static Fault resetAfter(int bytes) {
    return withDelivery(new Delivery.CutAfter(bytes, true));
  }

  /**
   * Closes the connection before the first byte of the response, although the API has handled the
   * request.
   */
  public static Fault noAnswer() {
    return withDelivery(new Delivery.Nothing());
  }

  /** Sends the API's response a few bytes at a time. */
  public static Fault slowDrip(int bytes, Duration pause) {
    return withDelivery(new Delivery.Drip(bytes, pause));
  }

  /** Truncates the body and its Content-Length: valid HTTP, broken JSON. */
  public static Fault truncatedAfter(int bytes) {
    return Fault.of(
        (request, chain) -> {
          Response response = chain.proceed();
          int kept = Math.min(bytes, response.body().length);
          return response.withBody(Arrays.copyOf(response.body(), kept));
        });
  }

  private static Fault withDelivery(Delivery delivery) {
    return Fault.of((request, chain) -> chain.proceed().withDelivery(delivery));
  }

  private static Response tooManyRequests() {
    return Response.text(429, "text/plain", "Retry later\n");
  }
}
