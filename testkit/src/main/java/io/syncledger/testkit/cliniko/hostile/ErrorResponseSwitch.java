package io.syncledger.testkit.cliniko.hostile;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.FaultEffect;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.cliniko.http.Request;
import io.syncledger.testkit.cliniko.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Error responses: rate limits, server errors, rejected keys, redirects. */
public enum ErrorResponseSwitch implements HostileSwitch {
  RESET_IN_THE_PAST(
      Traits.survivable(
          "a 429 names a reset in the past",
          limited(cliniko -> reset(cliniko, Duration.ofMinutes(-1))))),
  RESET_AN_HOUR_AHEAD(
      Traits.survivableByWaiting(
          "a 429 names a reset in an hour",
          limited(cliniko -> reset(cliniko, Duration.ofHours(1))))),
  RESET_IN_MILLISECONDS(
      Traits.survivableByWaiting(
          "a 429 names its reset in milliseconds",
          limited(cliniko -> reset(cliniko, Duration.ofSeconds(1)).map(second -> second + "000")))),
  RESET_MISSING(
      Traits.survivableByWaiting("a 429 names no reset", limited(cliniko -> Optional.empty()))),
  RESET_NOT_A_NUMBER(
      Traits.survivableByWaiting(
          "a 429 names a reset that is not a number", limited(cliniko -> Optional.of("NaN")))),
  RATE_LIMIT_STORM(
      Traits.survivable(
          "many 429s in a row, seven times as many as other faults",
          (cliniko, intensity, self) ->
              cliniko
                  .faults()
                  .add(
                      ListFaults.atRandom(
                          tooMany(cliniko, any -> reset(any, Duration.ZERO)),
                          intensity.withProbability(0.8),
                          self,
                          7 * intensity.maxStrikes())))),
  SERVER_ERRORS_WITH_HTML(errors("5xx responses with an HTML page", ErrorBody.HTML)),
  SERVER_ERRORS_EMPTY(errors("5xx responses without a body", ErrorBody.EMPTY)),
  SERVER_ERRORS_WITH_BROKEN_JSON(
      errors("5xx responses with truncated JSON", ErrorBody.TRUNCATED_JSON)),
  HTML_WITH_200(
      Traits.survivable(
          "an HTML page with status 200",
          (cliniko, intensity, self) ->
              ListFaults.inject(
                  cliniko,
                  (request, chain) ->
                      Response.text(200, "text/html", "<html><body>Back soon</body></html>"),
                  intensity,
                  self))),
  FORBIDDEN_FOR_A_WHILE(
      Traits.fatal(
          "in the middle of a run every request gets a 403, for ten minutes of the simulator's"
              + " clock",
          (cliniko, intensity, self) -> {
            AtomicReference<Instant> end = new AtomicReference<>();
            cliniko
                .faults()
                .add(
                    midRun(intensity, self)
                        .apply(Faults.forbidden())
                        .when(request -> isBefore(cliniko, end, intensity.outage())));
          })),
  FORBIDDEN_RESOURCE(
      Traits.fatal(
          "one of the lists returns 403, the others do not",
          (cliniko, intensity, self) -> {
            List<String> paths = List.of("attendees", "group_appointments", "appointment_types");
            String path = paths.get(self.random(intensity).nextInt(paths.size()));
            cliniko.faults().add(Faults.forbidden().on("/v1/" + path));
          })),
  KEY_REVOKED(
      Traits.fatal(
          "in the middle of a run the key is revoked: 401 from then on",
          (cliniko, intensity, self) ->
              cliniko.faults().add(midRun(intensity, self).apply(Faults.keyRevoked())))),
  MOVED_TO_OTHER_SHARD(
      Traits.fatal(
          "in the middle of a run every request is redirected to another shard, which must not see"
              + " the key",
          (cliniko, intensity, self) -> {
            int port = cliniko.foreignHost().port();
            cliniko
                .faults()
                .add(
                    midRun(intensity, self)
                        .apply(
                            Fault.of(
                                (request, chain) ->
                                    Response.empty(301)
                                        .withHeader("Location", moved(request, port)))));
          }));

  private static final List<Integer> SERVER_ERRORS = List.of(500, 502, 503, 504);
  private static final int MOST_BEFORE = 4;

  // The lambdas have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Traits traits;

  ErrorResponseSwitch(Traits traits) {
    this.traits = traits;
  }

  @Override
  public Traits traits() {
    return traits;
  }

  private static Activation limited(Function<ClinikoSimulator, Optional<String>> reset) {
    return (cliniko, intensity, self) ->
        ListFaults.inject(cliniko, tooMany(cliniko, reset), intensity, self);
  }

  private static FaultEffect tooMany(
      ClinikoSimulator cliniko, Function<ClinikoSimulator, Optional<String>> reset) {
    return (request, chain) -> {
      Response refusal = Response.text(429, "text/plain", "Retry later\n");
      return reset
          .apply(cliniko)
          .map(text -> refusal.withHeader("X-RateLimit-Reset", text))
          .orElse(refusal);
    };
  }

  private static Optional<String> reset(ClinikoSimulator cliniko, Duration ahead) {
    return Optional.of(Long.toString(cliniko.clock().instant().plus(ahead).getEpochSecond()));
  }

  private static Traits errors(String description, ErrorBody body) {
    return Traits.survivable(
        description,
        (cliniko, intensity, self) -> {
          Random random = self.random(intensity);
          ListFaults.inject(
              cliniko,
              (request, chain) -> Faults.error(SERVER_ERRORS.get(random.nextInt(4)), body),
              intensity,
              self);
        });
  }

  /** Restricts a fault to the time after one or a few list responses. */
  private static Function<Fault, Fault> midRun(Intensity intensity, HostileSwitch self) {
    int before = 1 + self.random(intensity).nextInt(MOST_BEFORE);
    return fault -> fault.when(ListFaults::isList).after(before);
  }

  private static boolean isBefore(
      ClinikoSimulator cliniko, AtomicReference<Instant> end, Duration outage) {
    Instant now = cliniko.clock().instant();
    end.compareAndSet(null, now.plus(outage));
    return now.isBefore(end.get());
  }

  private static String moved(Request request, int port) {
    return "http://127.0.0.1:" + port + request.path();
  }
}
