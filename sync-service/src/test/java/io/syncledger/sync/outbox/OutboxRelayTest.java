package io.syncledger.sync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.events.wire.EventJson;
import io.syncledger.sync.CapturedLog;
import io.syncledger.sync.EventLog;
import io.syncledger.testkit.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Kills the relay between any two of its steps; its successor starts as after a crash. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class OutboxRelayTest {
  private OutboxFixture outbox;

  @BeforeAll
  void start() {
    outbox = new OutboxFixture(TestKafka.shared().bootstrapServers());
  }

  @AfterAll
  void stop() {
    outbox.close();
  }

  @Test
  void killed_after_claiming_it_publishes_the_batch_once() throws Exception {
    var clinic = outbox.append(3);

    try (var killed = outbox.new RelayInstance()) {
      assertThat(killed.table.claimBatch()).isPresent();
    }
    try (var next = outbox.new RelayInstance()) {
      next.session.recover();
      assertThat(next.session.publishNextBatch()).isEqualTo(3);
    }

    assertPublishedOnce(clinic, 3);
  }

  @Test
  void killed_in_the_middle_of_publishing_it_publishes_the_batch_once() throws Exception {
    var clinic = outbox.append(3);

    var killed = outbox.new RelayInstance();
    killed.publisher.beginAndSend(killed.table.claimBatch().orElseThrow());
    // Its Kafka transaction stays open: the producer neither commits nor closes.
    killed.connection.close();
    try (var next = outbox.new RelayInstance()) {
      next.session.recover();
      assertThat(next.session.publishNextBatch()).isEqualTo(3);
      var tooLate = catchThrowable(killed.publisher::commit);
      assertThat(tooLate).isInstanceOf(KafkaException.class);
    }
    killed.publisher.close();

    assertPublishedOnce(clinic, 3);
  }

  @Test
  void killed_after_publishing_it_does_not_publish_the_batch_again() throws Exception {
    var clinic = outbox.append(3);

    try (var killed = outbox.new RelayInstance()) {
      killed.publisher.publish(killed.table.claimBatch().orElseThrow());
    }
    try (var next = outbox.new RelayInstance()) {
      next.session.recover();
      assertThat(next.session.publishNextBatch()).isZero();
    }

    assertPublishedOnce(clinic, 3);
  }

  /** Kafka's client warns of each partition whose offsets are asked for without an assignment. */
  @Test
  void a_recovery_logs_no_warning_of_kafkas_client() throws Exception {
    var clinic = outbox.append(3);
    try (var killed = outbox.new RelayInstance()) {
      killed.session.publishNextBatch();
      outbox.append(clinic, 3, 2);
      assertThat(killed.table.claimBatch()).isPresent();
    }

    try (var log = CapturedLog.ofPackage("org.apache.kafka.clients.consumer");
        var next = outbox.new RelayInstance()) {
      next.session.recover();
      assertThat(log.lines()).noneMatch(line -> line.contains("no longer assigned"));
      assertThat(next.session.publishNextBatch()).isEqualTo(2);
    }
    assertPublishedOnce(clinic, 5);
  }

  @Test
  void killed_after_marking_it_continues_with_the_next_batch() throws Exception {
    var clinic = outbox.append(3);

    try (var killed = outbox.new RelayInstance()) {
      assertThat(killed.session.publishNextBatch()).isEqualTo(3);
    }
    outbox.append(clinic, 3, 2);
    try (var next = outbox.new RelayInstance()) {
      next.session.recover();
      assertThat(next.session.publishNextBatch()).isEqualTo(2);
      assertThat(next.session.publishNextBatch()).isZero();
    }

    assertPublishedOnce(clinic, 5);
  }

  @Test
  void a_published_event_is_what_was_appended_with_its_trace_and_its_attributes() throws Exception {
    var clinic = outbox.append(1);
    try (var instance = outbox.new RelayInstance()) {
      instance.session.publishNextBatch();
    }

    var record = EventLog.records(clinic.organizationId()).getFirst();
    var event = EventLog.events(clinic.organizationId()).getFirst();

    assertThat(record.key()).isEqualTo(clinic.toString());
    assertThat(record.value()).isEqualTo(EventJson.write(event));
    assertThat(header(record, "traceparent")).isEqualTo(OutboxFixture.TRACEPARENT);
    assertThat(header(record, "ce_id")).isEqualTo(event.envelope().id().toString());
    assertThat(header(record, "ce_source")).isEqualTo("/sync-service");
    assertThat(header(record, "ce_subject")).isEqualTo(clinic.toString());
    assertThat(header(record, "ce_type")).isEqualTo("syncledger.SyncCancelled.v1");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
  }

  @Test
  void rows_are_purged_once_they_were_published_for_longer_than_the_retention() throws Exception {
    var clinic = outbox.append(2);
    try (var instance = outbox.new RelayInstance()) {
      instance.session.publishNextBatch();
    }
    outbox.append(clinic, 2, 1);
    outbox.database.execute(
        "update outbox set published_at = now() - interval '8 days' where event_id like '%/0'");

    outbox.context.getBean(OutboxMaintenance.class).purge();

    assertThat(unpublishedAndPublished(clinic)).containsExactly(1L, 1L);
    try (var instance = outbox.new RelayInstance()) {
      instance.session.publishNextBatch();
    }
  }

  @Test
  void only_one_relay_serves_at_a_time_and_another_takes_over() throws Exception {
    var relay = outbox.context.getBean(OutboxRelay.class);
    var serving = new CountDownLatch(1);
    var stop = new AtomicBoolean();
    var first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    relay.serve(serving::countDown, stop::get);
                  } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThat(serving.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(relay.serve(() -> {}, () -> true)).isFalse();
    var clinic = outbox.append(2);
    await().atMost(Duration.ofSeconds(30)).until(() -> outbox.published(clinic) == 2);
    stop.set(true);
    first.join();
    assertThat(relay.serve(() -> {}, () -> true)).isTrue();
  }

  private void assertPublishedOnce(StreamKey clinic, int events) {
    assertThat(EventLog.events(clinic.organizationId()))
        .extracting(event -> event.envelope().id())
        .containsExactlyElementsOf(OutboxFixture.ids(clinic, events));
    assertThat(outbox.published(clinic)).isEqualTo(events);
  }

  private List<Long> unpublishedAndPublished(StreamKey clinic) {
    return List.of(
        outbox.database.queryLong(
            "select count(*) from outbox where key = ? and published_at is null",
            clinic.toString()),
        outbox.published(clinic));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
