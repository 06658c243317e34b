package io.syncledger.streams;

/** The names of processors, sinks and stores. Renaming a store abandons its state in Kafka. */
final class TopologyNames {
  static final String FOLD_RUNS = "fold-runs";
  static final String FOLD_HEALTH = "fold-health";
  static final String FOLD_METRICS = "fold-metrics";
  static final String RUNS = "runs";
  static final String HEALTH = "health";
  static final String METRICS = "metrics";
  static final String RUN_STATES = "run-states";
  static final String RUN_EXPIRIES = "run-expiries";
  static final String HEALTH_STATES = "health-states";
  static final String SYNC_METRICS = "sync-metrics";
  static final String METRIC_EXPIRIES = "metric-expiries";

  private TopologyNames() {}
}
