package io.syncledger.sync.records;

import io.syncledger.events.OrganizationId;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whole pages, written to their tables and compared with them: a statement for each. */
@Singleton
final class RecordTables {
  private final Sql database;
  private final Map<RecordType, Statements> statements = new EnumMap<>(RecordType.class);

  RecordTables(Sql database) {
    this.database = database;
    Arrays.stream(RecordType.values()).forEach(type -> statements.put(type, Statements.of(type)));
  }

  /** How many rows are new, and how many changed. */
  record Changes(int inserted, int updated) {}

  /**
   * Takes rows over, in the transaction that is under way.
   *
   * @param rows no id twice
   */
  Changes upsert(OrganizationId owner, RecordType type, Collection<Row> rows, Instant now) {
    var sql = statements(type);
    return database.run(
        sql.upsert(),
        statement -> {
          statement.setString(1, owner.value());
          statement.setTimestamp(2, Timestamp.from(now));
          statement.setTimestamp(3, Timestamp.from(now));
          setColumns(statement, 4, sql.columns(), rows);
          try (var result = statement.executeQuery()) {
            result.next();
            return new Changes(result.getInt("inserted"), result.getInt("updated"));
          }
        });
  }

  /** Those of the rows that are kept otherwise. */
  List<Difference> compare(OrganizationId owner, RecordType type, Collection<Row> rows) {
    var sql = statements(type);
    return database.run(
        sql.compare(),
        statement -> {
          setColumns(statement, 1, sql.columns(), rows);
          statement.setString(sql.columns().size() + 1, owner.value());
          try (var result = statement.executeQuery()) {
            var differences = new ArrayList<Difference>();
            while (result.next()) {
              var fields = (String[]) result.getArray("fields").getArray();
              if (fields.length > 0) {
                differences.add(
                    new Difference(
                        result.getString("id"), List.of(fields), result.getBoolean("newer")));
              }
            }
            return differences;
          }
        });
  }

  private static void setColumns(
      PreparedStatement statement, int first, List<String> columns, Collection<Row> rows)
      throws SQLException {
    int parameter = first;
    for (var column : columns) {
      var values = rows.stream().map(row -> row.value(column)).toArray();
      statement.setArray(parameter++, statement.getConnection().createArrayOf("text", values));
    }
  }

  private Statements statements(RecordType type) {
    return Objects.requireNonNull(statements.get(type));
  }
}
