package io.syncledger.systemtests.benchmark;

import java.util.List;

/** Sorted latencies in milliseconds. */
record LatencySamples(List<Double> sorted) {
  LatencySamples {
    sorted = sorted.stream().sorted().toList();
  }

  /** The nearest-rank quantile. */
  double quantile(double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * count()) - 1));
  }

  int count() {
    return sorted.size();
  }

  String describe(String what) {
    return "%s: n=%d p50=%.1f ms p95=%.1f ms p99=%.1f ms max=%.1f ms"
        .formatted(what, count(), quantile(0.5), quantile(0.95), quantile(0.99), quantile(1));
  }
}
