package io.syncledger.sync.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One term as the relay: it lasts as long as the connection that holds the database's lock, and
 * every statement of the relay goes over this very connection.
 */
@Singleton
final class RelayTerm {
  /** Any number, as long as nothing else in this database locks it. */
  private static final long LOCK = 7_302_618_554_101_873L;

  /** Should a notification get lost, no event waits for longer than this. */
  private static final int LISTEN_MS = 1_000;

  /** A transaction of Kafka costs the same for one event as for many. */
  private static final Duration GATHER = Duration.ofMillis(30);

  private static final Logger LOG = LoggerFactory.getLogger(RelayTerm.class);

  private final RelayDataSource database;
  private final KafkaClients kafka;
  private final Counter published;
  private final Clock clock;

  RelayTerm(RelayDataSource database, KafkaClients kafka, MeterRegistry meters, Clock clock) {
    this.database = database;
    this.kafka = kafka;
    this.clock = clock;
    this.published =
        Counter.builder("syncledger.outbox.published")
            .description("Events that this instance brought to Kafka")
            .register(meters);
  }

  /**
   * Relays until told to stop, or until it is better to begin anew.
   *
   * @param begun called when the lock was won and the predecessor's work is completed
   * @return false at once when another instance holds the lock
   */
  boolean serve(Runnable begun, BooleanSupplier stopping)
      throws InterruptedException, SQLException {
    try (var connection = database.connect()) {
      if (!lock(connection)) {
        return false;
      }
      var table = new OutboxTable(connection);
      var identity = table.identity();
      try (var publisher = kafka.openPublisher(identity)) {
        var relay =
            new RelaySession(
                table,
                publisher,
                kafka.hangingTransactions(identity),
                kafka.publishedEvents(),
                clock);
        int hung = relay.recover();
        if (hung > 0) {
          LOG.warn("{} events had reached Kafka but no reader; they are published anew", hung);
        }
        listen(connection);
        begun.run();
        relay(relay, connection, stopping);
        return true;
      }
    }
  }

  /**
   * What comes after a silence goes at once; under load, events gather for a moment.
   *
   * <p>Returns early when something hangs, which only the beginning of a term can mend.
   */
  private void relay(RelaySession relay, Connection connection, BooleanSupplier stopping)
      throws SQLException, InterruptedException {
    while (!stopping.getAsBoolean()) {
      int events = relay.publishNextBatch();
      published.increment(events);
      if (events == 0) {
        awaitWork(connection);
        if (relay.hasHangingTransaction()) {
          LOG.warn("Kafka keeps a transaction open that was committed; the relay begins anew");
          return;
        }
      } else if (events < OutboxTable.BATCH_SIZE) {
        Thread.sleep(GATHER);
      }
    }
  }

  private static boolean lock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (var result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  private static void listen(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + Outbox.CHANNEL);
    }
  }

  private static void awaitWork(Connection connection) throws SQLException {
    connection.unwrap(PGConnection.class).getNotifications(LISTEN_MS);
  }
}
