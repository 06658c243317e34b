package io.syncledger.query.projection;

import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Writes many rows by one statement. The rows travel as one JSON parameter, which the statement
 * opens with {@code json_to_recordset}.
 */
public final class Rows {
  private Rows() {}

  /**
   * @param rows records whose components bear the names of columns, at most one for each key
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
