package io.syncledger.sync.consistency;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Tells of checks. */
@Singleton
final class CheckViews {
  private static final Report ABANDONED =
      Report.nothing("WORKER_LOST", "The check's instance gave no sign of life");

  private final Checks checks;
  private final JsonMapper json;
  private final Clock clock;

  CheckViews(Checks checks, JsonMapper json, Clock clock) {
    this.checks = checks;
    this.json = json;
    this.clock = clock;
  }

  CheckView of(CheckRow check) {
    if (checks.abandoned(check, clock.instant())) {
      return CheckView.of(check, Status.UNVERIFIED, ABANDONED);
    }
    return CheckView.of(check, Status.parse(check.status()), report(check));
  }

  private Report report(CheckRow check) {
    var text = check.report();
    if (text == null) {
      return check.running() ? new Report(Map.of(), 0, List.of(), List.of()) : ABANDONED;
    }
    try {
      return json.readValue(text, Report.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
