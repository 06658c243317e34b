package io.syncledger.testkit.cliniko.clinic;

/**
 * Stateless randomness: each value is a function of the seed, the row and a number for its purpose.
 */
record SeededRandom(long seed) {

  String pick(int row, int question, String[] options) {
    return options[intBelow(row, question, options.length)];
  }

  /** A value from 0 to {@code bound} - 1. */
  int intBelow(int row, int question, int bound) {
    return (int) (fraction(row, question) * bound);
  }

  /** True for one in so many rows. */
  boolean oneIn(int many, int row, int question) {
    return intBelow(row, question, many) == 0;
  }

  /** Uniformly distributed, by the finalizer of SplitMix64. */
  double fraction(int row, int question) {
    long z = seed + (row * 64L + question + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
