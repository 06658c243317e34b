package io.syncledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.SyncMetrics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class KafkaWireTest {
  private static final SyncEvent EVENT = RunLog.completed("org_1", "sync_1", 5).events().getFirst();

  @Test
  void an_event_is_a_cloud_event_in_binary_mode() {
    var headers = new RecordHeaders();
    var body = serde().serializer().serialize("sync.events", headers, EVENT);

    assertThat(text(headers))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", "sync_1/0")
        .containsEntry("ce_type", "syncledger.SyncStarted.v1")
        .containsEntry("ce_source", "/sync-service")
        .containsEntry("ce_subject", "org_1/cliniko")
        .containsEntry("ce_time", "2026-06-30T12:00:00Z")
        .containsEntry("ce_dataschema", "urn:syncledger:schema:syncledger.SyncStarted.v1")
        .containsEntry("content-type", "application/json");
    assertThat(serde().deserializer().deserialize("sync.events", headers, body)).isEqualTo(EVENT);
  }

  @Test
  void an_invalid_event_is_refused_with_an_exception_that_a_topology_can_handle() {
    var noType = new RecordHeaders();
    var unknown =
        new RecordHeaders().add("ce_type", "other.Thing.v1".getBytes(StandardCharsets.UTF_8));
    var started =
        new RecordHeaders()
            .add("ce_type", "syncledger.SyncStarted.v1".getBytes(StandardCharsets.UTF_8));
    var reader = serde().deserializer();

    assertThatThrownBy(() -> reader.deserialize("t", noType, new byte[] {'{', '}'}))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> reader.deserialize("t", unknown, new byte[] {'{', '}'}))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(() -> reader.deserialize("t", started, new byte[] {'n', 'o'}))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void folded_states_survive_their_topics() {
    var run = RunLog.completed("org_1", "sync_1", 648).state();
    var outcome = RunOutcome.between(null, run).orElseThrow();
    var key = MetricsKey.windowsOf(outcome).getFirst();

    assertThat(through(Topics.RUNS.value(), run)).isEqualTo(run);
    var health = Health.apply(null, outcome);
    assertThat(through(Topics.HEALTH.value(), health)).isEqualTo(health);
    var metrics = SyncMetrics.add(null, key, outcome);
    assertThat(through(Topics.METRICS.value(), metrics)).isEqualTo(metrics);
  }

  private static Serde<SyncEvent> serde() {
    return Topics.EVENTS.value();
  }

  private static <T> T through(Serde<T> serde, T value) {
    return serde.deserializer().deserialize("t", serde.serializer().serialize("t", value));
  }

  private static Map<String, String> text(Headers headers) {
    var text = new HashMap<String, String>();
    headers.forEach(
        header -> text.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return text;
  }
}
