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
 * Writes many rows by one statement. A row is a record whose components bear the names of the
 * table's columns; all travel as one JSON parameter, which the table's own row type gives its types
 * again.
 */
public final class BulkWriter {
  private BulkWriter() {}

  /**
   * A statement that keeps the latest row of each key: one that was written from the same record of
   * the topic, or from a later one of its partition, stays.
   *
   * @param row has the components {@code sourcePartition} and {@code sourceOffset}
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

  /** A statement that keeps the first row of each key. */
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
