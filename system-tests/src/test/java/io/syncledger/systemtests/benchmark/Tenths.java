package io.syncledger.systemtests.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast a sync was in each tenth of its records.
 *
 * @param rates records a second
 */
record Tenths(List<Double> rates) {
  static final int COUNT = 10;

  Tenths {
    if (rates.size() != COUNT) {
      throw new IllegalArgumentException("Not tenths: " + rates);
    }
  }

  /** That of all syncs together: their records for their time. */
  static Tenths ofAll(List<Tenths> syncs) {
    return new Tenths(
        IntStream.range(0, COUNT)
            .mapToObj(i -> together(syncs.stream().map(sync -> sync.rates.get(i)).toList()))
            .toList());
  }

  /**
   * The second half for the first one, without the first tenth and the last, which share the
   * machine.
   */
  double secondHalfToFirst() {
    return together(rates.subList(5, 9)) / together(rates.subList(1, 5));
  }

  private static double together(List<Double> rates) {
    return rates.size() / rates.stream().mapToDouble(rate -> 1 / rate).sum();
  }

  @Override
  public String toString() {
    return "%s, halves %.2f"
        .formatted(rates.stream().map("%.0f"::formatted).toList(), secondHalfToFirst());
  }
}
