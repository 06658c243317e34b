package io.syncledger.events.wire;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.alert.AlertMessage;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.SyncMetrics;
import java.net.URI;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** All topics of the product, and the only place that names them. Keys are always text. */
public final class Topics {
  public static final Topic<SyncEvent> EVENTS =
      new Topic<>(
          "sync.events",
          "org/service",
          events(URI.create("/sync-service")),
          Topic.Retention.FOREVER,
          "sync-service, ingest-service; query-api: what people say",
          "the log of record");

  public static final Topic<RunState> RUNS =
      new Topic<>(
          "sync.runs",
          "sync_id",
          new JsonSerde<>(RunState.class),
          Topic.Retention.COMPACTED,
          "metrics-streams",
          "the folded state of each run");

  public static final Topic<SyncMetrics> METRICS =
      new Topic<>(
          "sync.metrics",
          "org/service/period/start",
          new JsonSerde<>(SyncMetrics.class),
          Topic.Retention.COMPACTED,
          "metrics-streams",
          "hourly, daily and weekly aggregates");

  public static final Topic<Health> HEALTH =
      new Topic<>(
          "sync.health",
          "org/service",
          new JsonSerde<>(Health.class),
          Topic.Retention.COMPACTED,
          "metrics-streams",
          "health state");

  public static final Topic<AlertMessage> ALERTS =
      new Topic<>(
          "sync.alerts",
          "fingerprint",
          new JsonSerde<>(AlertMessage.class),
          Topic.Retention.COMPACTED,
          "query-api",
          "AlertRaised, AlertResolved, for any consumer");

  public static final Topic<byte[]> DEAD_LETTERS =
      new Topic<>(
          "sync.dead-letters",
          "org/service",
          Serdes.ByteArray(),
          Topic.Retention.FOREVER,
          "all services",
          "what could not be read or stored, with the reason and the original bytes");

  public static final List<Topic<?>> ALL =
      List.of(EVENTS, RUNS, METRICS, HEALTH, ALERTS, DEAD_LETTERS);

  private Topics() {}

  /** The serde of events; the source is the emitter that written events name. */
  public static Serde<SyncEvent> events(URI source) {
    return Serdes.serdeFrom(new SyncEventSerializer(source), new SyncEventDeserializer());
  }
}
