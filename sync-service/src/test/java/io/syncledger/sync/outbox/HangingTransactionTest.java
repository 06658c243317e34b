package io.syncledger.sync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.EventId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.SyncEventSerializer;
import io.syncledger.events.wire.Topics;
import io.syncledger.sync.AdjustableClock;
import io.syncledger.sync.EventLog;
import io.syncledger.testkit.kafka.HangingTransactionKafka;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Kafka was killed while it completed the relay's transaction, and lost it on restart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class HangingTransactionTest {
  private static final byte[] KEY = "org_other/cliniko".getBytes(StandardCharsets.UTF_8);

  private HangingTransactionKafka kafka;
  private OutboxFixture outbox;

  @BeforeAll
  void start() {
    kafka = HangingTransactionKafka.start();
    outbox = new OutboxFixture(kafka.bootstrapServers());
  }

  @AfterAll
  void stop() {
    outbox.close();
    kafka.close();
  }

  @Test
  void a_hanging_batch_is_published_once_although_it_was_marked() throws Exception {
    var clinic = outbox.append(1);
    try (var killed = outbox.new RelayInstance()) {
      assertThat(killed.session.publishNextBatch()).isEqualTo(1);
      outbox.append(clinic, 1, 2);
      var batch = killed.table.claimBatch().orElseThrow();
      leaveHanging(records(batch));
      // Kafka had reported the transaction as committed.
      killed.table.markPublished(batch.eventIds(), batch.claimedAt());
      assertThat(killed.hanging.find()).hasSize(1);
    }

    try (var next = outbox.new RelayInstance()) {
      assertThat(next.session.recover()).isEqualTo(2);
      assertThat(next.hanging.find()).isEmpty();
      assertThat(next.session.publishNextBatch()).isEqualTo(2);
    }

    assertThat(visible(clinic)).isEqualTo(OutboxFixture.ids(clinic, 3));
    assertThat(outbox.published(clinic)).isEqualTo(3);
  }

  @Test
  void a_hanging_batch_is_published_once_if_it_was_not_marked() throws Exception {
    var clinic = outbox.append(1);
    try (var killed = outbox.new RelayInstance()) {
      assertThat(killed.session.publishNextBatch()).isEqualTo(1);
      outbox.append(clinic, 1, 2);
      leaveHanging(records(killed.table.claimBatch().orElseThrow()));
    }

    try (var next = outbox.new RelayInstance()) {
      next.session.recover();
      assertThat(next.session.publishNextBatch()).isEqualTo(2);
      outbox.append(clinic, 3, 1);
      assertThat(next.session.publishNextBatch()).isEqualTo(1);
    }

    assertThat(visible(clinic)).isEqualTo(OutboxFixture.ids(clinic, 4));
    assertThat(outbox.published(clinic)).isEqualTo(4);
  }

  @Test
  void records_behind_an_open_transaction_of_another_producer_are_not_published_again()
      throws Exception {
    var clinic = outbox.append(2);
    try (var other = otherProducer();
        var killed = outbox.new RelayInstance()) {
      other.initTransactions();
      other.beginTransaction();
      other.send(new ProducerRecord<>(Topics.EVENTS.name(), "org_other/x", "")).get();
      killed.publisher.publish(killed.table.claimBatch().orElseThrow());

      var next = outbox.new RelayInstance();
      var recovery = new FutureTask<>(() -> recover(next));
      Thread.startVirtualThread(recovery);
      assertThatThrownBy(() -> recovery.get(2, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      other.commitTransaction();
      recovery.get(60, TimeUnit.SECONDS);
      assertThat(next.session.publishNextBatch()).isZero();
      next.close();
    }

    assertThat(visible(clinic)).isEqualTo(OutboxFixture.ids(clinic, 2));
  }

  @Test
  void an_active_relay_starts_a_new_session_when_it_finds_a_hanging_transaction() throws Exception {
    var clinic = outbox.append(1);
    var relay = outbox.context.getBean(OutboxRelay.class);
    var serving = new FutureTask<>(() -> relay.serve(() -> {}, () -> false));
    Thread.startVirtualThread(serving);
    await().atMost(Duration.ofMinutes(1)).until(() -> outbox.published(clinic) == 1);
    leaveHanging(List.of(new ProducerRecord<>(Topics.EVENTS.name(), 0, 0L, KEY, KEY)));
    outbox.context.getBean(AdjustableClock.class).advance(Duration.ofMinutes(1));

    assertThat(serving.get(60, TimeUnit.SECONDS)).isTrue();
  }

  private static Void recover(OutboxFixture.RelayInstance instance) throws Exception {
    instance.session.recover();
    return null;
  }

  private Producer<String, String> otherProducer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "other"),
        new StringSerializer(),
        new StringSerializer());
  }

  private void leaveHanging(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        var connection = outbox.context.getBean(RelayDataSource.class).connect()) {
      var identity = new OutboxTable(connection).transactionalId();
      var producer = admin.describeTransactions(List.of(identity)).description(identity).get();
      kafka.leaveHanging(producer.producerId(), (short) producer.producerEpoch(), records);
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> records(OutboxBatch batch) {
    return batch.rows().stream().map(row -> record(batch, row)).toList();
  }

  private static ProducerRecord<byte[], byte[]> record(OutboxBatch batch, OutboxRow row) {
    var topic = Topics.EVENTS.name();
    var event = EventJson.readEvent(row.type(), row.body().getBytes(StandardCharsets.UTF_8));
    var headers = new RecordHeaders();
    try (var serializer = new SyncEventSerializer(URI.create(TransactionalPublisher.SOURCE))) {
      var value = serializer.serialize(topic, headers, event);
      return new ProducerRecord<>(
          topic,
          0,
          batch.claimedAt().toEpochMilli(),
          row.key().getBytes(StandardCharsets.UTF_8),
          value,
          headers);
    }
  }

  private List<EventId> visible(StreamKey clinic) {
    return EventLog.events(kafka.bootstrapServers(), clinic.organizationId()).stream()
        .map(event -> event.envelope().id())
        .toList();
  }
}
