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

  private final RelayDatabase database;
  private final KafkaLink kafka;
  private final Counter published;
  private final Clock clock;

  RelayTerm(RelayDatabase database, KafkaLink kafka, MeterRegistry meters, Clock clock) {
    this.database = database;
    this.kafka = kafka;
    this.clock = clock;
    this.published =
        Counter.builder("syncledger.outbox.published")
            .description("Events that this instance brought to Kafka")
            .register(meters);
  }

  /**
   * Relays until told to stop.
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
      try (var publisher = kafka.openPublisher(table.identity())) {
        var relay = new Relay(table, publisher, clock);
        published.increment(relay.recover());
        listen(connection);
        begun.run();
        while (!stopping.getAsBoolean()) {
          relay(relay, connection);
        }
        return true;
      }
    }
  }

  /** What comes after a silence goes at once; under load, events gather for a moment. */
  private void relay(Relay relay, Connection connection) throws SQLException, InterruptedException {
    int events = relay.step();
    published.increment(events);
    if (events == 0) {
      awaitWork(connection);
    } else if (events < OutboxTable.BATCH_SIZE) {
      Thread.sleep(GATHER);
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
