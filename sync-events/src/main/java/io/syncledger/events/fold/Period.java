package io.syncledger.events.fold;

import io.syncledger.events.WireName;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The windows of metrics, in UTC; a week begins on Monday (ISO 8601). */
public enum Period {
  HOURLY,
  DAILY,
  WEEKLY;

  /** The start of the window that contains the instant. */
  public Instant startOf(Instant instant) {
    var time = instant.atZone(ZoneOffset.UTC);
    return switch (this) {
      case HOURLY -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
      case DAILY -> time.truncatedTo(ChronoUnit.DAYS).toInstant();
      case WEEKLY ->
          time.truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .toInstant();
    };
  }

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
