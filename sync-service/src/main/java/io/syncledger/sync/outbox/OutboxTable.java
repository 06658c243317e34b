package io.syncledger.sync.outbox;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * The relay's statements. They are plain JDBC because all of them must use the one connection that
 * holds the relay's lock; each is a transaction of its own.
 */
final class OutboxTable {
  /** Rows in a batch at most. */
  static final int BATCH_SIZE = 500;

  /** Any number, as long as nothing else in this database locks it. */
  private static final long LOCK = 7_302_618_554_101_873L;

  /** The longest time that an event waits in case its notification gets lost. */
  private static final int LISTEN_MS = 1_000;

  private static final String CLAIM =
      """
      with unclaimed as materialized (
        select id from outbox where published_at is null and claimed_at is null
        order by id limit ? for update)
      update outbox set claimed_at = date_trunc('milliseconds', statement_timestamp())
      from unclaimed where outbox.id = unclaimed.id
      returning outbox.id, event_id, claimed_at, key, type, body, traceparent
      """;

  private static final String FIND_UNFINISHED =
      """
      select id, event_id, claimed_at, key, type, body, traceparent from outbox
      where published_at is null and claimed_at is not null
      """;

  private final Connection connection;

  OutboxTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock that only one relay holds at a time; it is released with the connection.
   *
   * @return false when another relay holds it
   */
  boolean tryLock() throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (var result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  /** Subscribes to notifications of appended events. */
  void listen() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + Outbox.CHANNEL);
    }
  }

  /** Waits for the next notification, a second at most. */
  void awaitAppended() throws SQLException {
    connection.unwrap(PGConnection.class).getNotifications(LISTEN_MS);
  }

  /** The transactional id under which this outbox publishes; it never changes. */
  String transactionalId() throws SQLException {
    try (var statement = connection.prepareStatement("select identity from outbox_identity");
        var result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  /** Claims the oldest unclaimed rows; empty when there are none. */
  Optional<OutboxBatch> claimBatch() throws SQLException {
    try (var statement = connection.prepareStatement(CLAIM)) {
      statement.setInt(1, BATCH_SIZE);
      return readBatch(statement);
    }
  }

  /** Finds the batch that was claimed and not marked as published, if there is one. */
  Optional<OutboxBatch> findUnfinishedBatch() throws SQLException {
    try (var statement = connection.prepareStatement(FIND_UNFINISHED)) {
      return readBatch(statement);
    }
  }

  void markPublished(Collection<String> eventIds, Instant at) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update outbox set published_at = ? where event_id = any(?)"
                + " and published_at is null")) {
      statement.setTimestamp(1, Timestamp.from(at));
      statement.setArray(2, textArray(eventIds));
      statement.executeUpdate();
    }
  }

  /** Makes these events claimable again; ignores events that are not in the table. */
  void release(Collection<String> eventIds) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update outbox set claimed_at = null, published_at = null where event_id = any(?)")) {
      statement.setArray(1, textArray(eventIds));
      statement.executeUpdate();
    }
  }

  private Array textArray(Collection<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private static Optional<OutboxBatch> readBatch(PreparedStatement statement) throws SQLException {
    var rows = new ArrayList<OutboxRow>();
    Instant claimedAt = Instant.MAX;
    try (var result = statement.executeQuery()) {
      while (result.next()) {
        claimedAt = result.getTimestamp("claimed_at").toInstant();
        rows.add(
            new OutboxRow(
                result.getLong("id"),
                result.getString("event_id"),
                result.getString("key"),
                result.getString("type"),
                result.getString("body"),
                result.getString("traceparent")));
      }
    }
    rows.sort(Comparator.comparingLong(OutboxRow::id));
    return rows.isEmpty() ? Optional.empty() : Optional.of(new OutboxBatch(claimedAt, rows));
  }
}
