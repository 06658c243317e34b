package io.syncledger.sync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.Envelope;
import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncId;
import io.syncledger.events.wire.EventJson;
import io.syncledger.sync.Database;
import io.syncledger.sync.Log;
import io.syncledger.sync.SyncService;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.testkit.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The relay is killed between any two of its steps; its successor begins as after a kill. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RelayTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Database database = Database.create();
  private ApplicationContext context;

  /** As no server is started, no relay of its own comes in between. */
  @BeforeAll
  void start() {
    context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environments(SyncService.ENVIRONMENT, "test")
            .properties(
                Map.of(
                    "datasources.sync.url", database.url(),
                    "syncledger.kafka.bootstrap-servers", TestKafka.shared().bootstrapServers()))
            .start();
  }

  @AfterAll
  void stop() {
    context.close();
  }

  @Test
  void killed_after_claiming_it_publishes_the_batch_once() throws Exception {
    var clinic = append(3);

    try (var killed = new Steps()) {
      assertThat(killed.table.claim()).isPresent();
    }
    try (var next = new Steps()) {
      next.relay.recover();
    }

    assertPublishedOnce(clinic, 3);
  }

  @Test
  void killed_in_the_middle_of_publishing_it_publishes_the_batch_once() throws Exception {
    var clinic = append(3);

    var killed = new Steps();
    killed.publisher.beginAndSend(killed.table.claim().orElseThrow());
    // Its transaction is open in Kafka; its producer neither commits nor says goodbye.
    killed.connection.close();
    try (var next = new Steps()) {
      next.relay.recover();
      var tooLate = catchThrowable(killed.publisher::commit);
      assertThat(tooLate).isInstanceOf(KafkaException.class);
    }
    killed.publisher.close();

    assertPublishedOnce(clinic, 3);
  }

  @Test
  void killed_after_publishing_it_does_not_publish_the_batch_again() throws Exception {
    var clinic = append(3);

    try (var killed = new Steps()) {
      killed.publisher.publish(killed.table.claim().orElseThrow());
    }
    try (var next = new Steps()) {
      next.relay.recover();
    }

    assertPublishedOnce(clinic, 3);
  }

  @Test
  void killed_after_marking_it_goes_on_with_the_next_batch() throws Exception {
    var clinic = append(3);

    try (var killed = new Steps()) {
      assertThat(killed.relay.step()).isEqualTo(3);
    }
    append(clinic, 3, 2);
    try (var next = new Steps()) {
      next.relay.recover();
      assertThat(next.relay.step()).isEqualTo(2);
      assertThat(next.relay.step()).isZero();
    }

    assertPublishedOnce(clinic, 5);
  }

  @Test
  void a_batch_number_is_not_given_again_after_the_database_was_restored() throws Exception {
    var clinic = append(1);
    try (var first = new Steps()) {
      assertThat(first.relay.step()).isEqualTo(1);
    }
    // A restored database: its numbers begin anew below the one that Kafka remembers.
    database.execute("select setval('outbox_batches', 1, false)");
    append(clinic, 1, 1);
    try (var killed = new Steps()) {
      killed.relay.recover();
      assertThat(killed.table.claim()).isPresent();
    }
    try (var next = new Steps()) {
      next.relay.recover();
      append(clinic, 2, 1);
      assertThat(next.relay.step()).isEqualTo(1);
    }

    assertPublishedOnce(clinic, 3);
  }

  @Test
  void a_published_event_is_what_was_appended_with_its_trace_and_its_attributes() throws Exception {
    var clinic = append(1);
    try (var steps = new Steps()) {
      steps.relay.step();
    }

    var record = Log.records(clinic.organizationId()).getFirst();
    var event = Log.events(clinic.organizationId()).getFirst();

    assertThat(record.key()).isEqualTo(clinic.toString());
    assertThat(record.value()).isEqualTo(EventJson.write(event));
    assertThat(header(record, "traceparent")).isEqualTo(TRACEPARENT);
    assertThat(header(record, "ce_id")).isEqualTo(event.envelope().id().toString());
    assertThat(header(record, "ce_source")).isEqualTo("/sync-service");
    assertThat(header(record, "ce_subject")).isEqualTo(clinic.toString());
    assertThat(header(record, "ce_type")).isEqualTo("syncledger.SyncCancelled.v1");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
  }

  @Test
  void rows_are_purged_once_they_were_published_for_longer_than_the_retention() throws Exception {
    var clinic = append(2);
    try (var steps = new Steps()) {
      steps.relay.step();
    }
    append(clinic, 2, 1);
    database.execute(
        "update outbox set published_at = now() - interval '8 days' where event_id like '%/0'");

    context.getBean(OutboxUpkeep.class).purge();

    assertThat(unpublishedAndPublished(clinic)).containsExactly(1L, 1L);
    try (var steps = new Steps()) {
      steps.relay.step();
    }
  }

  @Test
  void only_one_relay_serves_at_a_time_and_another_takes_over() throws Exception {
    var term = context.getBean(RelayTerm.class);
    var serving = new CountDownLatch(1);
    var stop = new AtomicBoolean();
    var first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    term.serve(serving::countDown, stop::get);
                  } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThat(serving.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(term.serve(() -> {}, () -> true)).isFalse();
    var clinic = append(2);
    await().atMost(Duration.ofSeconds(30)).until(() -> published(clinic) == 2);
    stop.set(true);
    first.join();
    assertThat(term.serve(() -> {}, () -> true)).isTrue();
  }

  /** One relay's connections, as its process would hold them. */
  private final class Steps implements AutoCloseable {
    final Connection connection = context.getBean(RelayDatabase.class).connect();
    final OutboxTable table = new OutboxTable(connection);
    final EventPublisher publisher =
        context.getBean(KafkaLink.class).openPublisher(table.identity());
    final Relay relay = new Relay(table, publisher, Clock.systemUTC());

    Steps() throws SQLException, InterruptedException {}

    @Override
    public void close() throws SQLException {
      publisher.close();
      connection.close();
    }
  }

  private StreamKey append(int events) {
    var clinic =
        new StreamKey(
            new OrganizationId("org_" + UUID.randomUUID().toString().replace("-", "")),
            ApiKey.SERVICE);
    append(clinic, 0, events);
    return clinic;
  }

  @SuppressWarnings("unchecked")
  private void append(StreamKey clinic, int first, int events) {
    var syncId = new SyncId("sync_" + clinic.organizationId());
    var said =
        IntStream.range(first, first + events)
            .mapToObj(
                sequence ->
                    (SyncEvent)
                        new SyncCancelled(
                            new Envelope(
                                syncId, sequence, clinic.organizationId(), clinic.service(), AT),
                            "Cancelled on request",
                            "someone"))
            .toList();
    TransactionOperations<Connection> transactions =
        context.getBean(
            Argument.of(TransactionOperations.class, Connection.class), Qualifiers.byName("sync"));
    var outbox = context.getBean(Outbox.class);
    transactions.executeWrite(
        _ -> {
          outbox.append(said, TRACEPARENT);
          return said;
        });
  }

  private void assertPublishedOnce(StreamKey clinic, int events) {
    assertThat(Log.events(clinic.organizationId()))
        .extracting(event -> event.envelope().id())
        .containsExactlyElementsOf(
            IntStream.range(0, events)
                .mapToObj(i -> new EventId(new SyncId("sync_" + clinic.organizationId()), i))
                .toList());
    assertThat(published(clinic)).isEqualTo(events);
  }

  private long published(StreamKey clinic) {
    return database.number(
        "select count(*) from outbox where key = ? and published_at is not null",
        clinic.toString());
  }

  private List<Long> unpublishedAndPublished(StreamKey clinic) {
    return List.of(
        database.number(
            "select count(*) from outbox where key = ? and published_at is null",
            clinic.toString()),
        published(clinic));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
