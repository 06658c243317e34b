package io.syncledger.systemtests.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How fast a sync was in each tenth of its records.
 *
 * @param rates records a second
 */
record ThroughputDeciles(List<Double> rates) {
  static final int COUNT = 10;

  ThroughputDeciles {
    if (rates.size() != COUNT) {
      throw new IllegalArgumentException("Not tenths: " + rates);
    }
  }

  /** That of all syncs together: their records for their time. */
  static ThroughputDeciles average(List<ThroughputDeciles> syncs) {
    return new ThroughputDeciles(
        IntStream.range(0, COUNT)
            .mapToObj(i -> harmonicMean(syncs.stream().map(sync -> sync.rates.get(i)).toList()))
            .toList());
  }

  /**
   * The second half for the first one, without the first tenth and the last, which share the
   * machine.
   */
  double secondHalfToFirst() {
    return harmonicMean(rates.subList(5, 9)) / harmonicMean(rates.subList(1, 5));
  }

  private static double harmonicMean(List<Double> rates) {
    return rates.size() / rates.stream().mapToDouble(rate -> 1 / rate).sum();
  }

  @Override
  public String toString() {
    return "%s, halves %.2f"
        .formatted(rates.stream().map("%.0f"::formatted).toList(), secondHalfToFirst());
  }
}
