package io.syncledger.testkit.cliniko.fault;

import io.syncledger.testkit.cliniko.http.Delivery;
import io.syncledger.testkit.cliniko.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * The faults at hand. Narrow them by {@link Fault}'s conditions: {@code serverError(503,
 * HTML).onPage(3).times(2)}.
 */
public final class Faults {

  private Faults() {}

  /** Every answer comes so much later. */
  public static Fault latency(Duration delay) {
    return latency(delay, delay, 0);
  }

  /** Every answer comes later by a time between the two, both included. */
  public static Fault latency(Duration least, Duration most, long seed) {
    Random jitter = new Random(seed);
    long spread = most.minus(least).toMillis() + 1;
    return Fault.of(
        (request, rest) -> {
          Thread.sleep(least.plusMillis(jitter.nextLong(spread)));
          return rest.proceed();
        });
  }

  /** 429, the reset so far from now on the given clock; a negative time puts it into the past. */
  public static Fault tooManyRequests(Clock clock, Duration untilReset) {
    return Fault.of(
        (request, rest) ->
            tooManyRequests()
                .withHeader(
                    "X-RateLimit-Reset",
                    Long.toString(clock.instant().plus(untilReset).getEpochSecond())));
  }

  /** 429 with this text for a reset, whatever it is. */
  public static Fault tooManyRequests(String reset) {
    return Fault.of((request, rest) -> tooManyRequests().withHeader("X-RateLimit-Reset", reset));
  }

  /** 429 without a word of when to come back. */
  public static Fault tooManyRequestsWithoutReset() {
    return Fault.of((request, rest) -> tooManyRequests());
  }

  public static Fault serverError(int status, ErrorBody body) {
    return Fault.of((request, rest) -> error(status, body));
  }

  /** The answer of a failing gateway or server. */
  public static Response error(int status, ErrorBody body) {
    return Response.text(status, body.type(), body.text());
  }

  /** The key is unknown; with {@link Fault#after} it is revoked in the middle of a run. */
  public static Fault keyRevoked() {
    return Fault.of((request, rest) -> Response.unauthorized());
  }

  /** The key's user may not read this; with {@link Fault#on}, only this. */
  public static Fault forbidden() {
    return Fault.of((request, rest) -> Response.text(403, "text/plain", "Forbidden\n"));
  }

  /**
   * The API's answer breaks off after so many bytes of its body, in breach of its Content-Length.
   */
  public static Fault cutAfter(int bytes) {
    return withDelivery(new Delivery.CutAfter(bytes, false));
  }

  /** As {@link #cutAfter}, by a TCP reset. */
  public static Fault resetAfter(int bytes) {
    return withDelivery(new Delivery.CutAfter(bytes, true));
  }

  /** The connection ends before the first byte of the answer. The API has handled the request. */
  public static Fault noAnswer() {
    return withDelivery(new Delivery.Nothing());
  }

  /** The API's answer comes a few bytes at a time. */
  public static Fault slowDrip(int bytes, Duration pause) {
    return withDelivery(new Delivery.Drip(bytes, pause));
  }

  /**
   * The API's answer ends after so many bytes and its Content-Length says that this is all: valid
   * HTTP, broken JSON.
   */
  public static Fault truncatedAfter(int bytes) {
    return Fault.of(
        (request, rest) -> {
          Response reply = rest.proceed();
          int kept = Math.min(bytes, reply.body().length);
          return reply.withBody(Arrays.copyOf(reply.body(), kept));
        });
  }

  private static Fault withDelivery(Delivery delivery) {
    return Fault.of((request, rest) -> rest.proceed().withDelivery(delivery));
  }

  private static Response tooManyRequests() {
    return Response.text(429, "text/plain", "Retry later\n");
  }
}
