package io.syncledger.query.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.kafka.KafkaSettings;
import io.syncledger.http.telemetry.TraceHeaders;
import io.syncledger.testkit.kafka.CommittedRecords;
import io.syncledger.testkit.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishes annotations to a real log. */
class AnnotationPublisherTest {
  private static final Instant NOW = Instant.parse("2026-10-01T10:04:59.000Z");

  private final String organization = "org_" + UUID.randomUUID();
  private final StreamKey stream = StreamKey.parse(organization + "/todoist");
  private final AnnotationPublisher annotations =
      new AnnotationPublisher(
          new KafkaSettings(TestKafka.shared().createTopics().bootstrapServers(), 4, (short) 1),
          new TraceHeaders(OpenTelemetry.noop()),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void close() {
    annotations.close();
  }

  @Test
  void a_repeated_annotation_has_the_same_event_id_and_a_different_one_has_another() {
    var first = annotations.errorResolved(stream, "sync_1/7", "somebody");
    var again = annotations.errorResolved(stream, "sync_1/7", "somebody else");
    var other = annotations.errorResolved(stream, "sync_2/7", "somebody");
    var acknowledged = annotations.alertAcknowledged(stream, "sync_1/7", "somebody");

    assertThat(again).isEqualTo(first);
    assertThat(List.of(other, acknowledged)).doesNotContain(first).doesNotHaveDuplicates();
  }

  @Test
  void the_log_records_an_annotation_with_its_author_and_time() {
    var id = annotations.errorResolved(stream, "sync_1/7", "somebody");

    var record = last();
    assertThat(header(record, "ce_id")).isEqualTo(id.toString());
    assertThat(header(record, "ce_source")).isEqualTo("/query-api");
    assertThat(header(record, "ce_type")).isEqualTo("syncledger.ErrorResolved.v1");
    assertThat(event(record))
        .isInstanceOfSatisfying(
            SyncEvent.ErrorResolved.class,
            event -> {
              assertThat(event.id()).isEqualTo("sync_1/7");
              assertThat(event.by()).isEqualTo("somebody");
              assertThat(event.envelope().occurredAt()).isEqualTo(NOW);
            });
  }

  @Test
  void an_author_longer_than_an_event_allows_is_cut() {
    annotations.alertAcknowledged(stream, "alert_1", "x".repeat(300));

    assertThat(event(last()))
        .isInstanceOfSatisfying(
            SyncEvent.AlertAcknowledged.class, event -> assertThat(event.by()).hasSize(200));
  }

  /** The latest record of this test's stream. */
  private ConsumerRecord<String, byte[]> last() {
    var kafka = TestKafka.shared().bootstrapServers();
    return CommittedRecords.of(kafka, Topics.EVENTS.name()).stream()
        .filter(record -> record.key().equals(stream.toString()))
        .toList()
        .getLast();
  }

  private static SyncEvent event(ConsumerRecord<String, byte[]> record) {
    return Topics.EVENTS
        .value()
        .deserializer()
        .deserialize(record.topic(), record.headers(), record.value());
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
