package io.syncledger.query.projection;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.syncledger.events.wire.EventJson;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes many rows with one statement. A row is a record whose components are named like the
 * columns of the table. All rows are sent as one JSON parameter, which PostgreSQL converts back to
 * the column types.
 */
public final class BulkWriter {
  private BulkWriter() {}

  /**
   * A statement that inserts a row or replaces the one with the same key, unless that one was
   * written from the same record of the topic or from a later record of its partition.
   *
   * @param row must have the components {@code sourcePartition} and {@code sourceOffset}
   */
  public static String upsertNewer(String table, Class<? extends Record> row, String... key) {
    var keys = List.of(key);
    var changes =
        columns(row)
            .filter(column -> !keys.contains(column))
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    return insert(table, row)
        + " on conflict (%s) do update set %s".formatted(String.join(", ", keys), changes)
        + " where excluded.source_partition <> old.source_partition"
        + " or excluded.source_offset > old.source_offset";
  }

  /** A statement that inserts a row unless there is one with the same key. */
  public static String insertIfAbsent(String table, Class<? extends Record> row, String... key) {
    return insert(table, row) + " on conflict (%s) do nothing".formatted(String.join(", ", key));
  }

  private static String insert(String table, Class<? extends Record> row) {
    var columns = columns(row).collect(Collectors.joining(", "));
    return "insert into %1$s as old (%2$s) select %2$s from json_populate_recordset(null::%1$s, ?::json)"
        .formatted(table, columns);
  }

  private static Stream<String> columns(Class<? extends Record> row) {
    return Stream.of(row.getRecordComponents())
        .map(RecordComponent::getName)
        .map(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate);
  }

  /**
   * Executes a statement that takes all rows as its one parameter, unless there are none.
   *
   * @param rows at most one for each key
   * @return how many rows were written
   */
  public static int write(Connection transaction, String sql, Collection<?> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (var statement = transaction.prepareStatement(sql)) {
      statement.setString(1, new String(EventJson.write(rows), StandardCharsets.UTF_8));
      return statement.executeUpdate();
    }
  }
}
