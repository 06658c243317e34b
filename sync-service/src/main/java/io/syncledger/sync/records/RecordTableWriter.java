package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.RecordType;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes whole pages to their tables and compares pages with them, in one statement each. */
@Singleton
final class RecordTableWriter {
  private final SqlExecutor database;
  private final Map<String, RecordTableSql> statements = new ConcurrentHashMap<>();

  RecordTableWriter(SqlExecutor database) {
    this.database = database;
  }

  /** Numbers of rows inserted and updated. */
  record RowCounts(int inserted, int updated) {}

  /**
   * Inserts or updates rows in the current transaction.
   *
   * @param rows with distinct ids
   */
  RowCounts upsert(
      OrganizationId organizationId, RecordType type, Collection<RecordRow> rows, Instant now) {
    var sql = statements(type);
    return database.execute(
        sql.upsert(),
        statement -> {
          statement.setString(1, organizationId.value());
          statement.setTimestamp(2, Timestamp.from(now));
          statement.setTimestamp(3, Timestamp.from(now));
          bindColumns(statement, 4, sql.columns(), rows);
          try (var result = statement.executeQuery()) {
            result.next();
            return new RowCounts(result.getInt("inserted"), result.getInt("updated"));
          }
        });
  }

  /** The stored rows that differ from these. */
  List<RecordDifference> compare(
      OrganizationId organizationId, RecordType type, Collection<RecordRow> rows) {
    var sql = statements(type);
    return database.execute(
        sql.compare(),
        statement -> {
          bindColumns(statement, 1, sql.columns(), rows);
          statement.setString(sql.columns().size() + 1, organizationId.value());
          try (var result = statement.executeQuery()) {
            var differences = new ArrayList<RecordDifference>();
            while (result.next()) {
              var fields = (String[]) result.getArray("fields").getArray();
              if (fields.length > 0) {
                differences.add(
                    new RecordDifference(
                        result.getString("id"), List.of(fields), result.getBoolean("newer")));
              }
            }
            return differences;
          }
        });
  }

  private static void bindColumns(
      PreparedStatement statement, int first, List<String> columns, Collection<RecordRow> rows)
      throws SQLException {
    int parameter = first;
    for (var column : columns) {
      var values = rows.stream().map(row -> row.value(column)).toArray();
      statement.setArray(parameter++, statement.getConnection().createArrayOf("text", values));
    }
  }

  private RecordTableSql statements(RecordType type) {
    return statements.computeIfAbsent(type.table(), _ -> RecordTableSql.of(type));
  }
}
