package io.syncledger.streams;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Runs the topology without a broker: takes events and returns what it publishes. */
final class TopologyHarness implements AutoCloseable {
  static final Duration RETENTION = Duration.ofDays(30);

  final MeterRegistry registry = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;

  TopologyHarness(Path stateDir) {
    var settings =
        new StreamsSettings(stateDir, Duration.ofMillis(100), RETENTION, 1_000_000, 1, 0, 0);
    var kafka = new KafkaSettings("127.0.0.1:1", 1, (short) 1);
    var properties = new StreamsConfiguration(settings, kafka, registry).properties();
    // The driver drops dead letters of an open transaction; MetricsStreamsTest has a real broker.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver = new TopologyTestDriver(SyncTopology.build(RETENTION), properties);
  }

  void append(List<SyncEvent> events) {
    events.forEach(this::append);
  }

  /** Appends an event whose record was written when it happened. */
  void append(SyncEvent event) {
    append(event, event.envelope().occurredAt());
  }

  void append(SyncEvent event, Instant written) {
    send(new TestRecord<>(event.envelope().key().toString(), event, new RecordHeaders(), written));
  }

  void send(TestRecord<String, SyncEvent> record) {
    driver
        .createInputTopic(
            Topics.EVENTS.name(), new StringSerializer(), Topics.EVENTS.value().serializer())
        .pipeInput(record);
  }

  void sendBytes(TestRecord<String, byte[]> record) {
    driver
        .createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(record);
  }

  /** The latest state of each run published since the last call. */
  Map<String, RunState> runs() {
    return read(Topics.RUNS).readKeyValuesToMap();
  }

  RunState run(String syncId) {
    return Objects.requireNonNull(runs().get(syncId));
  }

  Health healthOf(String key) {
    return Objects.requireNonNull(health().get(key));
  }

  Map<String, Health> health() {
    return read(Topics.HEALTH).readKeyValuesToMap();
  }

  Map<String, SyncMetrics> metrics() {
    return read(Topics.METRICS).readKeyValuesToMap();
  }

  List<TestRecord<String, RunState>> runRecords() {
    return read(Topics.RUNS).readRecordsToList();
  }

  List<TestRecord<String, byte[]>> deadLetters() {
    return read(Topics.DEAD_LETTERS).readRecordsToList();
  }

  /** The records published to a topic since the last call. */
  List<TestRecord<String, byte[]>> bytes(Topic<?> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Returns the number of entries in a store of the topology. */
  long storeSize(String store) {
    try (var all = driver.getKeyValueStore(store).all()) {
      long count = 0;
      for (; all.hasNext(); all.next()) {
        count++;
      }
      return count;
    }
  }

  private <V> TestOutputTopic<String, V> read(Topic<V> topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), topic.value().deserializer());
  }

  @Override
  public void close() {
    driver.close();
  }
}
