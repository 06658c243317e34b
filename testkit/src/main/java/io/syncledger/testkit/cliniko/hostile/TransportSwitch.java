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

/** Right answers that arrive late, in part, or otherwise than announced. */
public enum TransportSwitch implements HostileSwitch {
  GZIP(
      sometimes("an answer is compressed though nobody asked for it", (reply, dose) -> zip(reply))),
  LENGTH_TOO_LARGE(
      sometimes(
          "Content-Length announces more than comes before the connection ends",
          (reply, dose) -> announced(reply, reply.body().length + 1_000))),
  LENGTH_TOO_SMALL(
      sometimes(
          "Content-Length announces half of what comes",
          (reply, dose) -> announced(reply, reply.body().length / 2))),
  TRUNCATED_JSON(
      sometimes(
          "a body ends in the middle of its JSON, and its Content-Length says so",
          (reply, dose) -> reply.withBody(Arrays.copyOf(reply.body(), reply.body().length / 2)))),
  RESET_MID_BODY(
      sometimes(
          "the connection is reset in the middle of a body",
          (reply, dose) -> reply.withDelivery(half(reply, true)))),
  CLOSED_MID_BODY(
      sometimes(
          "the connection is closed in the middle of a body",
          (reply, dose) -> reply.withDelivery(half(reply, false)))),
  NO_ANSWER(
      sometimes(
          "the connection ends before the first byte of an answer",
          (reply, dose) -> reply.withDelivery(new Delivery.Nothing()))),
  SLOW_DRIP(
      sometimes("an answer drips for longer than a client should wait", TransportSwitch::dripping)),
  HANG(
      Traits.survivable(
          "an answer begins only when the client should have given up",
          (cliniko, dose, one) ->
              cliniko
                  .faults()
                  .add(
                      ListFaults.atRandom(
                          (request, rest) -> {
                            Thread.sleep(dose.delay());
                            return rest.proceed();
                          },
                          dose,
                          one,
                          dose.maxStrikes())))),
  DATE_SKEWED(
      Traits.survivable(
          "the Date header is hours off",
          (cliniko, dose, one) -> {
            Duration skew = Duration.ofHours(dose.random(one).nextBoolean() ? 9 : -9);
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

  // Lambdas without state.
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
        (cliniko, dose, one) -> {
          FaultEffect effect = (request, rest) -> damage.apply(rest.proceed(), dose);
          cliniko.faults().add(ListFaults.atRandom(effect, dose, one, dose.maxStrikes()));
        });
  }

  private static Delivery half(Response reply, boolean reset) {
    return new Delivery.CutAfter(reply.body().length / 2, reset);
  }

  /** The connection ends after the body: what it says of its length makes it useless. */
  private static Response announced(Response reply, int length) {
    return reply
        .withHeader("Content-Length", Integer.toString(length))
        .withDelivery(new Delivery.CutAfter(reply.body().length, false));
  }

  private static Response dripping(Response reply, Intensity dose) {
    int drop = Math.max(1, reply.body().length / DROPS);
    return reply.withDelivery(new Delivery.Drip(drop, dose.delay().dividedBy(DROPS)));
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
