package io.syncledger.testkit.cliniko.records;

/**
 * An order of rows without a meaning, the same for the same seed: Cliniko documents none for
 * records that a sort leaves equal.
 */
record TieBreaker(long seed) {

  private static final long HIGH = 0xFFFF_FFFF_0000_0000L;

  /** A row's place; no two rows have the same. Its lower half is the row itself. */
  long rank(int row) {
    long mixed = (row + 1) * 0x9E3779B97F4A7C15L ^ seed;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    return ((mixed ^ (mixed >>> 27)) & HIGH) | row;
  }
}
