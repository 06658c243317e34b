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

/** The relay's statements, each a transaction of its own on the connection that holds its lock. */
final class OutboxTable {
  /** Rows that one batch holds at most. */
  static final int BATCH_SIZE = 500;

  private static final String CLAIM =
      """
      with unclaimed as materialized (
        select id from outbox where published_at is null and claimed_at is null
        order by id limit ? for update)
      update outbox set claimed_at = date_trunc('milliseconds', statement_timestamp())
      from unclaimed where outbox.id = unclaimed.id
      returning outbox.id, event_id, claimed_at, key, type, body, traceparent
      """;

  private static final String CLAIMED =
      """
      select id, event_id, claimed_at, key, type, body, traceparent from outbox
      where published_at is null and claimed_at is not null
      """;

  private final Connection connection;

  OutboxTable(Connection connection) {
    this.connection = connection;
  }

  /** Who this outbox is to Kafka; never changes. */
  String identity() throws SQLException {
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
      return batch(statement);
    }
  }

  /** The batch that was claimed and not marked as published, if there is one. */
  Optional<OutboxBatch> findUnfinishedBatch() throws SQLException {
    try (var statement = connection.prepareStatement(CLAIMED)) {
      return batch(statement);
    }
  }

  void markPublished(Collection<String> eventIds, Instant at) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update outbox set published_at = ? where event_id = any(?)"
                + " and published_at is null")) {
      statement.setTimestamp(1, Timestamp.from(at));
      statement.setArray(2, texts(eventIds));
      statement.executeUpdate();
    }
  }

  /** As if these events had never been claimed; those that are not in the table do not matter. */
  void release(Collection<String> eventIds) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update outbox set claimed_at = null, published_at = null where event_id = any(?)")) {
      statement.setArray(1, texts(eventIds));
      statement.executeUpdate();
    }
  }

  private Array texts(Collection<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private static Optional<OutboxBatch> batch(PreparedStatement statement) throws SQLException {
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
