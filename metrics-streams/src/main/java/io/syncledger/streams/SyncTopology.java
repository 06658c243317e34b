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
    topology.addProcessor(TopologyNames.FOLD_RUNS, () -> new RunProcessor(retention), EVENTS);
    topology.addStateStore(store(TopologyNames.RUN_STATES), TopologyNames.FOLD_RUNS);
    topology.addStateStore(store(TopologyNames.RUN_EXPIRIES), TopologyNames.FOLD_RUNS);
    sink(topology, TopologyNames.RUNS, Topics.RUNS, TopologyNames.FOLD_RUNS);

    topology.addProcessor(TopologyNames.FOLD_HEALTH, HealthProcessor::new, TopologyNames.FOLD_RUNS);
    topology.addStateStore(store(TopologyNames.HEALTH_STATES), TopologyNames.FOLD_HEALTH);
    sink(topology, TopologyNames.HEALTH, Topics.HEALTH, TopologyNames.FOLD_HEALTH);

    topology.addProcessor(
        TopologyNames.FOLD_METRICS, () -> new MetricsProcessor(retention), TopologyNames.FOLD_RUNS);
    topology.addStateStore(store(TopologyNames.SYNC_METRICS), TopologyNames.FOLD_METRICS);
    topology.addStateStore(store(TopologyNames.METRIC_EXPIRIES), TopologyNames.FOLD_METRICS);
    sink(topology, TopologyNames.METRICS, Topics.METRICS, TopologyNames.FOLD_METRICS);
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
