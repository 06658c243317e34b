package io.syncledger.query;

/** Computes rates as the API shows them. */
public final class Percent {
  private Percent() {}

  /**
   * The share of a whole, in percent with one decimal. It is rounded down, so that 100 means all;
   * the share of nothing is 0.
   */
  public static double of(long part, long whole) {
    return whole == 0 ? 0 : Math.floor(1000.0 * part / whole) / 10;
  }
}
