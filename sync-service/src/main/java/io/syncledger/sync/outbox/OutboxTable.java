package io.syncledger.sync.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/** The relay's statements, each a transaction of its own on the connection that holds its lock. */
final class OutboxTable {
  /** Rows that one batch holds at most. */
  static final int BATCH_SIZE = 500;

  private static final String CLAIM =
      """
      with unclaimed as materialized (
        select id from outbox where published_at is null and batch is null
        order by id limit ? for update),
      next as materialized (
        select nextval('outbox_batches') as batch where exists (select from unclaimed))
      update outbox set batch = next.batch from unclaimed, next where outbox.id = unclaimed.id
      returning outbox.id, outbox.batch, key, type, body, traceparent
      """;

  private static final String UNFINISHED =
      """
      select id, batch, key, type, body, traceparent from outbox
      where published_at is null and batch = (
        select min(batch) from outbox where published_at is null)
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

  /** Gives the oldest unclaimed rows the next batch number; empty when there are none. */
  Optional<Batch> claim() throws SQLException {
    try (var statement = connection.prepareStatement(CLAIM)) {
      statement.setInt(1, BATCH_SIZE);
      return batch(statement);
    }
  }

  /** The batch that was claimed and not marked as published, if there is one. */
  Optional<Batch> unfinished() throws SQLException {
    try (var statement = connection.prepareStatement(UNFINISHED)) {
      return batch(statement);
    }
  }

  void markPublished(Batch batch, Instant at) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update outbox set published_at = ? where id = any(?) and published_at is null")) {
      var ids = batch.rows().stream().map(OutboxRow::id).toArray();
      statement.setTimestamp(1, Timestamp.from(at));
      statement.setArray(2, connection.createArrayOf("bigint", ids));
      statement.executeUpdate();
    }
  }

  /** Makes sure that no number which Kafka remembers is ever given again. */
  void skipNumbersUpTo(long committed) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select setval('outbox_batches', ?) from outbox_batches where last_value <= ?")) {
      statement.setLong(1, committed);
      statement.setLong(2, committed);
      statement.execute();
    }
  }

  private static Optional<Batch> batch(PreparedStatement statement) throws SQLException {
    var rows = new ArrayList<OutboxRow>();
    long number = 0;
    try (var result = statement.executeQuery()) {
      while (result.next()) {
        number = result.getLong("batch");
        rows.add(
            new OutboxRow(
                result.getLong("id"),
                result.getString("key"),
                result.getString("type"),
                result.getString("body"),
                result.getString("traceparent")));
      }
    }
    rows.sort(Comparator.comparingLong(OutboxRow::id));
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Batch(number, rows));
  }
}
