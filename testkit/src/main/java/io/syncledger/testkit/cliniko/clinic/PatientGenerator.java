package io.syncledger.testkit.cliniko.clinic;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Generates patients as a function of the seed and the row. One row in 51 is archived, so that the
 * number of active patients can be chosen exactly; about one in five has the second of a bulk
 * import; ids and creation dates ascend with the row.
 */
record PatientGenerator(SeededRandom random, Instant now, int rows) {

  private static final int ARCHIVED_EVERY = 51;
  private static final int OLD_IDS = 9;
  private static final long FIRST_ID = 1_500_000_000_000_000_000L;
  private static final long ID_STEP = 1_000_000_007L;
  private static final Duration HISTORY = Duration.ofDays(6 * 365);
  private static final Duration SINCE_IMPORT = Duration.ofDays(91);

  /** The number of rows needed for so many active patients. */
  static int rowsFor(int live) {
    if (live < 0) {
      throw new IllegalArgumentException("a clinic cannot have " + live + " patients");
    }
    return live == 0 ? 0 : live + (live - 1) / (ARCHIVED_EVERY - 1);
  }

  /** The first patients have short ids, as in old accounts. */
  long id(int row) {
    return row < OLD_IDS ? 80 + row : FIRST_ID + row * ID_STEP + intBelow(row, 1, (int) ID_STEP);
  }

  Instant createdAt(int row) {
    long step = HISTORY.toSeconds() * row / Math.max(rows, 1);
    return now.minus(HISTORY).plusSeconds(step);
  }

  Instant updatedAt(int row) {
    Instant created = createdAt(row);
    Instant imported = now.minus(SINCE_IMPORT);
    if (intBelow(row, 2, 5) == 0 && created.isBefore(imported)) {
      return imported;
    }
    long age = Duration.between(created, now).toSeconds();
    return created.plusSeconds((long) (age * random.fraction(row, 3)));
  }

  @Nullable Instant archivedAt(int row) {
    return row % ARCHIVED_EVERY == ARCHIVED_EVERY - 1 ? updatedAt(row) : null;
  }

  String firstName(int row) {
    return pick(row, 4, SampleNames.FIRST);
  }

  String lastName(int row) {
    return pick(row, 5, SampleNames.LAST);
  }

  /** Missing for one in fifteen; families share an address, so it is not unique. */
  @Nullable String email(int row) {
    return intBelow(row, 6, 15) == 0 ? null : "patient" + (row - row % 7 % 2) + "@example.test";
  }

  @Nullable String dateOfBirth(int row) {
    return intBelow(row, 7, 40) == 0
        ? null
        : LocalDate.of(1925, 1, 1).plusDays(intBelow(row, 8, 100 * 365)).toString();
  }

  String pick(int row, int question, String[] options) {
    return random.pick(row, question, options);
  }

  /** A value from 0 to {@code bound} - 1. */
  int intBelow(int row, int question, int bound) {
    return random.intBelow(row, question, bound);
  }
}
