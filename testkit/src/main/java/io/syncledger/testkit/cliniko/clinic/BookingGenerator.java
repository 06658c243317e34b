package io.syncledger.testkit.cliniko.clinic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The common base of appointments and attendees: ascending ids and a calendar. */
interface BookingGenerator extends RecordGenerator {
  long ID_STEP = 1_000_003L;

  SeededRandom random();

  AppointmentCalendar calendar();

  /** The smallest id of the resource. */
  long firstId();

  @Override
  default long id(int row) {
    return firstId() + row * ID_STEP + random().intBelow(row, 10, (int) ID_STEP);
  }

  @Override
  default Instant createdAt(int row) {
    return calendar().createdAt(row);
  }

  @Override
  default Instant updatedAt(int row) {
    return calendar().updatedAt(row);
  }

  @Override
  default @Nullable Instant archivedAt(int row) {
    return calendar().archivedAt(row);
  }

  @Override
  default @Nullable Instant cancelledAt(int row) {
    return calendar().cancelledAt(row);
  }
}
