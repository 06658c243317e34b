package io.syncledger.systemtests.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The throughput of a sync in each tenth of its records.
 *
 * @param rates in records per second
 */
record ThroughputDeciles(List<Double> rates) {
  static final int COUNT = 10;

  ThroughputDeciles {
    if (rates.size() != COUNT) {
      throw new IllegalArgumentException("Not tenths: " + rates);
    }
  }

  /** The combined throughput of several syncs. */
  static ThroughputDeciles average(List<ThroughputDeciles> syncs) {
    return new ThroughputDeciles(
        IntStream.range(0, COUNT)
            .mapToObj(i -> harmonicMean(syncs.stream().map(sync -> sync.rates.get(i)).toList()))
            .toList());
  }

  /**
   * The ratio of the second half to the first, without the first and the last tenth, during which
   * another sync runs as well.
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
