package io.syncledger.testkit.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import io.syncledger.testkit.postgres.TestConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the product's copy of one organization's data with the clinic itself. */
public final class LocalCopy {
  private static final int REPORTED = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Columns that do not come from the source. */
  private static final Set<String> OWN =
      Set.of("id", "organization_id", "content_hash", "first_seen_at", "changed_at", "vanished_at");

  private final String url;
  private final String organization;

  /**
   * @param url of the database, with a superuser's login
   */
  public LocalCopy(String url, String organization) {
    this.url = url;
    this.organization = organization;
  }

  /** Differences that are not faults. */
  public record Tolerance(Set<String> rejected, boolean ghostsAllowed) {
    public static final Tolerance NONE = new Tolerance(Set.of(), false);

    /** Tolerates records that the run rejected: {@code patients/123}. */
    public static Tolerance rejected(Set<String> rejected) {
      return new Tolerance(rejected, false);
    }

    /**
     * Tolerates copies of records that the source no longer has: only a full sync can find them.
     */
    public static Tolerance ghosts() {
      return new Tolerance(Set.of(), true);
    }
  }

  /**
   * The differences between every synced table and the clinic, in words; empty if they are equal.
   */
  public List<String> differences(Clinic clinic, Tolerance allowance) {
    return differences(clinic, SyncedTable.all(), allowance);
  }

  public List<String> differences(
      Clinic clinic, Collection<SyncedTable> tables, Tolerance allowance) {
    var differences = new ArrayList<String>();
    try (var connection = TestConnections.borrow(url)) {
      for (var table : tables) {
        compare(connection, clinic, table, allowance, differences);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return differences.size() <= REPORTED
        ? differences
        : List.of(differences.size() + " differences", differences.subList(0, REPORTED).toString());
  }

  private void compare(
      Connection connection,
      Clinic clinic,
      SyncedTable table,
      Tolerance allowance,
      List<String> differences)
      throws SQLException {
    var columns = columns(connection, table);
    var id = columns.stream().filter(SyncedColumn::isSourceId).findFirst().orElseThrow();
    var rows = rows(connection, table, id);
    clinic
        .table(table.resource())
        .all(List.of())
        .filter(record -> !allowance.rejected().contains(table.recordName(sourceId(record))))
        .forEach(
            record -> {
              var row = rows.remove(sourceId(record));
              compareRow(
                  table.recordName(sourceId(record)), columns, record.served(), row, differences);
            });
    rows.forEach(
        (key, row) -> {
          if (!allowance.ghostsAllowed()
              && !allowance.rejected().contains(table.recordName(key))
              && row.path("vanished_at").isNull()) {
            differences.add(table.recordName(key) + " is kept but gone from the source");
          }
        });
  }

  private static void compareRow(
      String name,
      List<SyncedColumn> columns,
      ObjectNode record,
      @Nullable JsonNode row,
      List<String> differences) {
    if (row == null) {
      differences.add(name + " is missing");
      return;
    }
    if (row.path("vanished_at").isTextual()) {
      differences.add(name + " is there, but kept as vanished");
    }
    for (var column : columns) {
      var expected = column.expected(record);
      var actual = column.actual(row);
      if (!Objects.equals(expected, actual)) {
        differences.add("%s.%s is %s, not %s".formatted(name, column.name(), actual, expected));
      }
    }
  }

  /** The id of the original record, even if it is served with other JSON. */
  private static String sourceId(ClinicRecord record) {
    return String.valueOf(record.value(Field.ID));
  }

  private List<SyncedColumn> columns(Connection connection, SyncedTable table) throws SQLException {
    var columns = new ArrayList<SyncedColumn>();
    var sql =
        "select column_name, udt_name from information_schema.columns"
            + " where table_schema = 'sync' and table_name = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, table.table());
      var found = statement.executeQuery();
      while (found.next()) {
        if (!OWN.contains(found.getString(1))) {
          columns.add(new SyncedColumn(found.getString(1), found.getString(2)));
        }
      }
    }
    if (columns.isEmpty()) {
      throw new AssertionError("There is no table " + table.table());
    }
    return columns;
  }

  private Map<String, JsonNode> rows(Connection connection, SyncedTable table, SyncedColumn id)
      throws SQLException {
    var rows = new HashMap<String, JsonNode>();
    var sql =
        "select %s, to_jsonb(t) from sync.%s t where organization_id = ?"
            .formatted(id.name(), table.table());
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, organization);
      var found = statement.executeQuery();
      while (found.next()) {
        rows.put(found.getString(1), read(found.getString(2)));
      }
    }
    return rows;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
