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
final class CheckViewFactory {
  private static final CheckReport ABANDONED =
      CheckReport.unverified("WORKER_LOST", "The check's instance gave no sign of life");

  private final CheckStore checks;
  private final JsonMapper json;
  private final Clock clock;

  CheckViewFactory(CheckStore checks, JsonMapper json, Clock clock) {
    this.checks = checks;
    this.json = json;
    this.clock = clock;
  }

  CheckView of(CheckRow check) {
    if (checks.isAbandoned(check, clock.instant())) {
      return CheckView.of(check, CheckStatus.UNVERIFIED, ABANDONED);
    }
    return CheckView.of(check, CheckStatus.parse(check.status()), report(check));
  }

  private CheckReport report(CheckRow check) {
    var text = check.report();
    if (text == null) {
      return check.isRunning() ? new CheckReport(Map.of(), 0, List.of(), List.of()) : ABANDONED;
    }
    try {
      return json.readValue(text, CheckReport.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
