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
          "a response is compressed although the client did not ask for it",
          (response, intensity) -> zip(response))),
  LENGTH_TOO_LARGE(
      sometimes(
          "Content-Length announces more than is sent before the connection ends",
          (response, intensity) -> announced(response, response.body().length + 1_000))),
  LENGTH_TOO_SMALL(
      sometimes(
          "Content-Length announces half of what is sent",
          (response, intensity) -> announced(response, response.body().length / 2))),
  TRUNCATED_JSON(
      sometimes(
          "a body is truncated in the middle of its JSON, with a matching Content-Length",
          (response, intensity) ->
              response.withBody(Arrays.copyOf(response.body(), response.body().length / 2)))),
  RESET_MID_BODY(
      sometimes(
          "the connection is reset in the middle of a body",
          (response, intensity) -> response.withDelivery(half(response, true)))),
  CLOSED_MID_BODY(
      sometimes(
          "the connection is closed in the middle of a body",
          (response, intensity) -> response.withDelivery(half(response, false)))),
  NO_ANSWER(
      sometimes(
          "the connection ends before the first byte of a response",
          (response, intensity) -> response.withDelivery(new Delivery.Nothing()))),
  SLOW_DRIP(
      sometimes(
          "a response drips in for longer than a client should wait", TransportSwitch::dripping)),
  HANG(
      Traits.survivable(
          "a response begins only after the client should have given up",
          (cliniko, intensity, self) ->
              ListFaults.inject(
                  cliniko,
                  (request, chain) -> {
                    Thread.sleep(intensity.delay());
                    return chain.proceed();
                  },
                  intensity,
                  self))),
  DATE_SKEWED(
      Traits.survivable(
          "the Date header is hours off",
          (cliniko, intensity, self) -> {
            Duration skew = Duration.ofHours(self.random(intensity).nextBoolean() ? 9 : -9);
            cliniko
                .faults()
                .add(
                    ListFaults.always(
                        (request, chain) ->
                            chain
                                .proceed()
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
      String description, BiFunction<Response, Intensity, Response> damage) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) -> {
          FaultEffect effect = (request, chain) -> damage.apply(chain.proceed(), intensity);
          ListFaults.inject(cliniko, effect, intensity, self);
        });
  }

  private static Delivery half(Response response, boolean reset) {
    return new Delivery.CutAfter(response.body().length / 2, reset);
  }

  /** Closes the connection after the body, because a wrong length makes it unusable. */
  private static Response announced(Response response, int length) {
    return response
        .withHeader("Content-Length", Integer.toString(length))
        .withDelivery(new Delivery.CutAfter(response.body().length, false));
  }

  private static Response dripping(Response response, Intensity intensity) {
    int drop = Math.max(1, response.body().length / DROPS);
    return response.withDelivery(new Delivery.Drip(drop, intensity.delay().dividedBy(DROPS)));
  }

  private static Response zip(Response response) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return response.withBody(zipped.toByteArray()).withHeader("Content-Encoding", "gzip");
  }
}
