package io.syncledger.testkit.cliniko.clinic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * The times of appointments: from a year ago to three months ahead, within the working hours of a
 * time zone with daylight saving time. The first one spans a change of the clocks.
 */
record AppointmentCalendar(SeededRandom random, Instant now, int rows) {

  static final ZoneId ZONE = ZoneId.of("Australia/Sydney");
  private static final int DAYS_BACK = 365;
  private static final int DAYS_SPANNED = 455;
  private static final int QUARTERS_A_DAY = 40;
  private static final int LONGEST_NOTICE = 40;
  private static final int ARCHIVED_EVERY = 37;
  private static final Duration SINCE_IMPORT = Duration.ofDays(91);

  Instant startsAt(int row) {
    if (row == 0) {
      return clockChange().minus(Duration.ofMinutes(15));
    }
    LocalDate first = now.atZone(ZONE).toLocalDate().minusDays(DAYS_BACK);
    LocalDate day = first.plusDays((long) DAYS_SPANNED * row / rows);
    LocalTime time = LocalTime.of(8, 0).plusMinutes(15L * random.intBelow(row, 1, QUARTERS_A_DAY));
    return day.atTime(time).atZone(ZONE).toInstant();
  }

  /** Up to some weeks before the appointment, and never in the future. */
  Instant createdAt(int row) {
    Instant booked =
        startsAt(row)
            .minus(Duration.ofMinutes(1 + random.intBelow(row, 2, LONGEST_NOTICE * 1_440)));
    Instant latest = now.minusSeconds(1 + random.intBelow(row, 3, 86_400));
    return booked.isBefore(latest) ? booked : latest;
  }

  /** One in five has the second of a bulk import. */
  Instant updatedAt(int row) {
    Instant created = createdAt(row);
    Instant imported = now.minus(SINCE_IMPORT);
    if (random.oneIn(5, row, 4) && created.isBefore(imported)) {
      return imported;
    }
    long age = Duration.between(created, now).toSeconds();
    return created.plusSeconds((long) (age * random.fraction(row, 5)));
  }

  @Nullable Instant archivedAt(int row) {
    return row % ARCHIVED_EVERY == ARCHIVED_EVERY - 1 ? updatedAt(row) : null;
  }

  /** Set for one in eleven. */
  @Nullable Instant cancelledAt(int row) {
    return random.oneIn(11, row, 6) ? updatedAt(row) : null;
  }

  private Instant clockChange() {
    ZoneOffsetTransition latest = ZONE.getRules().previousTransition(now);
    return latest.getInstant();
  }
}
