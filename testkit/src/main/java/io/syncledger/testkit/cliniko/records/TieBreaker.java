package io.syncledger.testkit.cliniko.records;

/**
 * An arbitrary order of rows that depends only on the seed, because Cliniko documents no order for
 * ties.
 */
record TieBreaker(long seed) {

  private static final long HIGH = 0xFFFF_FFFF_0000_0000L;

  /** The unique rank of a row. Its lower half is the row itself. */
  long rank(int row) {
    long mixed = (row + 1) * 0x9E3779B97F4A7C15L ^ seed;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    return ((mixed ^ (mixed >>> 27)) & HIGH) | row;
  }
}
