package io.syncledger.sync.outbox;

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
import io.syncledger.sync.AdjustableClock;
import io.syncledger.sync.SyncService;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.source.cliniko.ClinikoSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** An outbox without a running relay: no server is started, so tests drive sessions themselves. */
final class OutboxFixture implements AutoCloseable {
  static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  final TestDatabase database = TestDatabase.create();
  final ApplicationContext context;

  OutboxFixture(String bootstrapServers) {
    context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .environments(SyncService.ENVIRONMENT, "test")
            .properties(
                Map.of(
                    "datasources.sync.url",
                    database.url(),
                    "syncledger.kafka.bootstrap-servers",
                    bootstrapServers,
                    "syncledger.kafka.partitions",
                    1))
            .properties(AdjustableClock.SETTING)
            .start();
  }

  @Override
  public void close() {
    context.close();
  }

  /** The connections and the session of one relay, as a process would hold them. */
  final class RelayInstance implements AutoCloseable {
    final Connection connection = context.getBean(RelayDataSource.class).connect();
    final OutboxTable table = new OutboxTable(connection);
    final TransactionalPublisher publisher =
        context.getBean(RelayKafkaClients.class).openPublisher(table.transactionalId());
    final HangingTransactions hanging =
        context.getBean(RelayKafkaClients.class).hangingTransactions(table.transactionalId());
    final RelaySession session =
        new RelaySession(
            table,
            publisher,
            hanging,
            context.getBean(RelayKafkaClients.class).publishedEvents(),
            Clock.systemUTC());

    RelayInstance() throws SQLException, InterruptedException {}

    @Override
    public void close() throws SQLException {
      publisher.close();
      connection.close();
    }
  }

  /** Appends the first events of a new organization. */
  StreamKey append(int events) {
    var clinic =
        new StreamKey(
            new OrganizationId("org_" + UUID.randomUUID().toString().replace("-", "")),
            ClinikoSettings.SERVICE);
    append(clinic, 0, events);
    return clinic;
  }

  @SuppressWarnings("unchecked")
  void append(StreamKey clinic, int first, int events) {
    var syncId = new SyncId("sync_" + clinic.organizationId());
    var appended =
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
          outbox.append(appended, TRACEPARENT);
          return appended;
        });
  }

  long published(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from outbox where key = ? and published_at is not null",
        clinic.toString());
  }

  /** The ids of an organization's first events. */
  static List<EventId> ids(StreamKey clinic, int events) {
    return IntStream.range(0, events)
        .mapToObj(i -> new EventId(new SyncId("sync_" + clinic.organizationId()), i))
        .toList();
  }
}
