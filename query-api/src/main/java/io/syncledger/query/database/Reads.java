package io.syncledger.query.database;

import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs plain queries; each names its organisation and bounds its rows. */
@Singleton
public final class Reads {
  /** How one row becomes a value. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final ConnectionOperations<Connection> database;

  Reads(@Named("query") ConnectionOperations<Connection> database) {
    this.database = database;
  }

  /** All rows of a query. */
  public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
    return database.executeRead(
        status -> {
          try {
            return rows(status.getConnection(), sql, row, parameters);
          } catch (SQLException e) {
            throw new IllegalStateException("A read failed with SQL state " + e.getSQLState(), e);
          }
        });
  }

  private static <T> List<T> rows(
      Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        var value = parameters[i];
        statement.setObject(
            i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
      }
      var found = new ArrayList<T>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row.read(rows));
        }
      }
      return found;
    }
  }

  /** A column of type {@code timestamptz}. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
