package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Valid but unusual instants and dates. */
final class HostileTimes {

  private static final ZoneId ZONE = ZoneId.of("Australia/Sydney");
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private HostileTimes() {}

  static void ancient(ObjectNode row) {
    if (row.has("date_of_birth")) {
      row.put("date_of_birth", "0001-01-01");
    }
    if (row.has("starts_at")) {
      // At noon, so that an appointment that also ends before it starts is still in that year.
      row.put("starts_at", "0001-01-01T12:00:00Z").put("ends_at", "0001-01-01T12:30:00Z");
    }
  }

  static void backwards(ObjectNode row) {
    Instant start = Instant.parse(row.path("starts_at").asText());
    row.put("ends_at", start.minus(HALF_AN_HOUR).toString());
  }

  static void acrossClockChange(ObjectNode row) {
    Instant change =
        ZONE.getRules().nextTransition(Instant.parse(row.path("starts_at").asText())).getInstant();
    row.put("starts_at", change.minus(HALF_AN_HOUR).toString());
    row.put("ends_at", change.plus(HALF_AN_HOUR).toString());
  }

  static void future(ObjectNode row, Instant now) {
    row.put("updated_at", now.plus(Duration.ofDays(365)).toString());
  }
}
