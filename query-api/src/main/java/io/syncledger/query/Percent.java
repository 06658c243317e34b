package io.syncledger.query;

/** Rates as answers give them. */
public final class Percent {
  private Percent() {}

  /** Of a whole, in percent with one decimal, rounded down, so that 100 means all; 0 of nothing. */
  public static double of(long part, long whole) {
    return whole == 0 ? 0 : Math.floor(1000.0 * part / whole) / 10;
  }
}
