package io.syncledger.streams;

import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the topology: events in, states of runs, health and metrics out. All state is keyed below
 * {@code organization_id/service}, the key of the source topic, so that nothing is ever
 * repartitioned.
 */
final class SyncTopology {
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
  private static final String EVENTS = "events";

  private SyncTopology() {}

  /**
   * @param retention how long a run and a window can still change after their last event, in event
   *     time
   */
  static Topology build(Duration retention) {
    var topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        EVENTS,
        new EventTimeExtractor(),
        Serdes.String().deserializer(),
        Topics.EVENTS.value().deserializer(),
        Topics.EVENTS.name());
    topology.addProcessor(FOLD_RUNS, () -> new RunProcessor(retention), EVENTS);
    topology.addStateStore(store(RUN_STATES), FOLD_RUNS);
    topology.addStateStore(store(RUN_EXPIRIES), FOLD_RUNS);
    sink(topology, RUNS, Topics.RUNS, FOLD_RUNS);

    topology.addProcessor(FOLD_HEALTH, HealthProcessor::new, FOLD_RUNS);
    topology.addStateStore(store(HEALTH_STATES), FOLD_HEALTH);
    sink(topology, HEALTH, Topics.HEALTH, FOLD_HEALTH);

    topology.addProcessor(FOLD_METRICS, () -> new MetricsProcessor(retention), FOLD_RUNS);
    topology.addStateStore(store(SYNC_METRICS), FOLD_METRICS);
    topology.addStateStore(store(METRIC_EXPIRIES), FOLD_METRICS);
    sink(topology, METRICS, Topics.METRICS, FOLD_METRICS);
    return topology;
  }

  private static void sink(Topology topology, String name, Topic<?> topic, String parent) {
    topology.addSink(name, topic.name(), new StringSerializer(), new ByteArraySerializer(), parent);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }
}
