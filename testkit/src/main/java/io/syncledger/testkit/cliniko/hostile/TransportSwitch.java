package io.syncledger.testkit.cliniko.hostile;

import io.syncledger.testkit.cliniko.fault.FaultEffect;
import io.syncledger.testkit.cliniko.http.Delivery;
import io.syncledger.testkit.cliniko.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;

/** Correct responses that arrive late, in part, or not as announced. */
public enum TransportSwitch implements HostileSwitch {
  GZIP(
      sometimes(
          "an answer is compressed though nobody asked for it", (reply, intensity) -> zip(reply))),
  LENGTH_TOO_LARGE(
      sometimes(
          "Content-Length announces more than comes before the connection ends",
          (reply, intensity) -> announced(reply, reply.body().length + 1_000))),
  LENGTH_TOO_SMALL(
      sometimes(
          "Content-Length announces half of what comes",
          (reply, intensity) -> announced(reply, reply.body().length / 2))),
  TRUNCATED_JSON(
      sometimes(
          "a body ends in the middle of its JSON, and its Content-Length says so",
          (reply, intensity) ->
              reply.withBody(Arrays.copyOf(reply.body(), reply.body().length / 2)))),
  RESET_MID_BODY(
      sometimes(
          "the connection is reset in the middle of a body",
          (reply, intensity) -> reply.withDelivery(half(reply, true)))),
  CLOSED_MID_BODY(
      sometimes(
          "the connection is closed in the middle of a body",
          (reply, intensity) -> reply.withDelivery(half(reply, false)))),
  NO_ANSWER(
      sometimes(
          "the connection ends before the first byte of an answer",
          (reply, intensity) -> reply.withDelivery(new Delivery.Nothing()))),
  SLOW_DRIP(
      sometimes("an answer drips for longer than a client should wait", TransportSwitch::dripping)),
  HANG(
      Traits.survivable(
          "an answer begins only when the client should have given up",
          (cliniko, intensity, self) ->
              cliniko
                  .faults()
                  .add(
                      ListFaults.atRandom(
                          (request, rest) -> {
                            Thread.sleep(intensity.delay());
                            return rest.proceed();
                          },
                          intensity,
                          self,
                          intensity.maxStrikes())))),
  DATE_SKEWED(
      Traits.survivable(
          "the Date header is hours off",
          (cliniko, intensity, self) -> {
            Duration skew = Duration.ofHours(self.random(intensity).nextBoolean() ? 9 : -9);
            cliniko
                .faults()
                .add(
                    ListFaults.always(
                        (request, rest) ->
                            rest.proceed()
                                .withHeader(
                                    "Date",
                                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        ZonedDateTime.ofInstant(
                                            cliniko.clock().instant().plus(skew),
                                            ZoneOffset.UTC)))));
          }));

  private static final int DROPS = 20;

  // The lambdas have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Traits traits;

  TransportSwitch(Traits traits) {
    this.traits = traits;
  }

  @Override
  public Traits traits() {
    return traits;
  }

  private static Traits sometimes(
      String sentence, BiFunction<Response, Intensity, Response> damage) {
    return Traits.survivable(
        sentence,
        (cliniko, intensity, self) -> {
          FaultEffect effect = (request, rest) -> damage.apply(rest.proceed(), intensity);
          cliniko
              .faults()
              .add(ListFaults.atRandom(effect, intensity, self, intensity.maxStrikes()));
        });
  }

  private static Delivery half(Response reply, boolean reset) {
    return new Delivery.CutAfter(reply.body().length / 2, reset);
  }

  /** Closes the connection after the body, because a wrong length makes it unusable. */
  private static Response announced(Response reply, int length) {
    return reply
        .withHeader("Content-Length", Integer.toString(length))
        .withDelivery(new Delivery.CutAfter(reply.body().length, false));
  }

  private static Response dripping(Response reply, Intensity intensity) {
    int drop = Math.max(1, reply.body().length / DROPS);
    return reply.withDelivery(new Delivery.Drip(drop, intensity.delay().dividedBy(DROPS)));
  }

  private static Response zip(Response reply) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reply.withBody(zipped.toByteArray()).withHeader("Content-Encoding", "gzip");
  }
}
