package io.syncledger.sync;

import io.syncledger.testkit.postgres.TestConnections;
import io.syncledger.testkit.postgres.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new database, and queries on it from outside the service. */
public record TestDatabase(String url) {

  public static TestDatabase create() {
    return new TestDatabase(TestPostgres.shared().createDatabase());
  }

  public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters) {
    try (var connection = TestConnections.borrow(url + "&currentSchema=sync");
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      var rows = new ArrayList<Map<String, @Nullable Object>>();
      if (statement.execute()) {
        var result = statement.getResultSet();
        while (result.next()) {
          Map<String, @Nullable Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
          }
          rows.add(row);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  public long queryLong(String sql, Object... parameters) {
    return ((Number) query(sql, parameters).getFirst().values().iterator().next()).longValue();
  }

  public void execute(String sql, Object... parameters) {
    var unused = query(sql, parameters);
  }
}
