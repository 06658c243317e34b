package io.syncledger.testkit.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.records.ClinicRecord;
import io.syncledger.testkit.cliniko.records.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the product keeps of one organisation, to be compared with the clinic itself. */
public final class LocalCopy {
  private static final int TOLD = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Columns that are the product's own. */
  private static final Set<String> OWN =
      Set.of("id", "organization_id", "content_hash", "first_seen_at", "changed_at", "vanished_at");

  private final String url;
  private final String organization;

  /**
   * @param url of the database, as superuser
   */
  public LocalCopy(String url, String organization) {
    this.url = url;
    this.organization = organization;
  }

  /** What may differ, and why that is no fault. */
  public record Allowance(Set<String> rejected, boolean goneMayLinger) {
    public static final Allowance NONE = new Allowance(Set.of(), false);

    /** Records that the run named as unreadable: {@code patients/123}. */
    public static Allowance rejected(Set<String> rejected) {
      return new Allowance(rejected, false);
    }

    /** Records that vanished may still be there: only a full sync can tell. */
    public static Allowance lingering() {
      return new Allowance(Set.of(), true);
    }
  }

  /** Every kept table's differences from the clinic, in words; empty when they are equal. */
  public List<String> differences(Clinic clinic, Allowance allowance) {
    return differences(clinic, Kept.all(), allowance);
  }

  public List<String> differences(Clinic clinic, Collection<Kept> tables, Allowance allowance) {
    var differences = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(url)) {
      for (var table : tables) {
        compare(connection, clinic, table, allowance, differences);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return differences.size() <= TOLD
        ? differences
        : List.of(differences.size() + " differences", differences.subList(0, TOLD).toString());
  }

  private void compare(
      Connection connection,
      Clinic clinic,
      Kept table,
      Allowance allowance,
      List<String> differences)
      throws SQLException {
    var columns = columns(connection, table);
    var id = columns.stream().filter(Column::identifies).findFirst().orElseThrow();
    var rows = rows(connection, table, id);
    clinic
        .table(table.source())
        .all(List.of())
        .filter(record -> !allowance.rejected().contains(table.named(soundId(record))))
        .forEach(
            record -> {
              var row = rows.remove(soundId(record));
              differ(table.named(soundId(record)), columns, record.served(), row, differences);
            });
    rows.forEach(
        (key, row) -> {
          if (!allowance.goneMayLinger()
              && !allowance.rejected().contains(table.named(key))
              && row.path("vanished_at").isNull()) {
            differences.add(table.named(key) + " is kept but gone from the source");
          }
        });
  }

  private static void differ(
      String name,
      List<Column> columns,
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
      var told = column.told(record);
      var kept = column.kept(row);
      if (!Objects.equals(told, kept)) {
        differences.add("%s.%s is %s, not %s".formatted(name, column.name(), kept, told));
      }
    }
  }

  /** The id that the record has when nothing spoils it. */
  private static String soundId(ClinicRecord record) {
    return String.valueOf(record.value(Field.ID));
  }

  private List<Column> columns(Connection connection, Kept table) throws SQLException {
    var columns = new ArrayList<Column>();
    var sql =
        "select column_name, udt_name from information_schema.columns"
            + " where table_schema = 'sync' and table_name = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, table.table());
      var found = statement.executeQuery();
      while (found.next()) {
        if (!OWN.contains(found.getString(1))) {
          columns.add(new Column(found.getString(1), found.getString(2)));
        }
      }
    }
    if (columns.isEmpty()) {
      throw new AssertionError("There is no table " + table.table());
    }
    return columns;
  }

  private Map<String, JsonNode> rows(Connection connection, Kept table, Column id)
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
