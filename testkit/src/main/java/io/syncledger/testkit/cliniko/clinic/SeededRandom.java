package io.syncledger.testkit.cliniko.clinic;

/** Chance without state: an answer is a function of the seed, the row and the question alone. */
record SeededRandom(long seed) {

  String pick(int row, int question, String[] answers) {
    return answers[intBelow(row, question, answers.length)];
  }

  /** An answer from 0 to {@code bound} - 1. */
  int intBelow(int row, int question, int bound) {
    return (int) (fraction(row, question) * bound);
  }

  /** Whether this row is one of the one in so many. */
  boolean oneIn(int many, int row, int question) {
    return intBelow(row, question, many) == 0;
  }

  /** SplitMix64's finisher over row and question: even. */
  double fraction(int row, int question) {
    long z = seed + (row * 64L + question + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
