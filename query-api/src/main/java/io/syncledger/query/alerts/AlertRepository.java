package io.syncledger.query.alerts;

import io.micronaut.data.connection.ConnectionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.alert.AlertState;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.Caller;
import io.syncledger.http.Cursor;
import io.syncledger.http.wire.Rfc3339;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts of organisations, as they are now; every query is held to organisations. */
@Singleton
public final class AlertRepository {
  private static final String LIST =
      """
      select %s from sync_alerts
      where organization_id = ? and started_at is not null
        and (?::text is null or state = ?) and (?::text is null or service = ?)
        and (?::text is null or rule = ?)
        and (?::timestamptz is null or (started_at, id) < (?::timestamptz, ?))
      order by started_at desc, id desc limit ?
      """
          .formatted(AlertRow.COLUMNS);

  private static final String ONE =
      "select %s from sync_alerts where id = ? and organization_id = any (?)"
          .formatted(AlertRow.COLUMNS);

  private static final String CHANGED =
      """
      select %s from sync_alerts
      where organization_id = ? and started_at is not null and updated_at >= ?
      order by updated_at, id limit ?
      """
          .formatted(AlertRow.COLUMNS);

  /**
   * Which ones are asked for.
   *
   * @param after the last one given; null for the first page
   */
  record Filter(
      @Nullable AlertState state,
      @Nullable ServiceName service,
      @Nullable Rule rule,
      @Nullable Cursor after,
      int limit) {}

  private final ConnectionOperations<Connection> database;

  AlertRepository(@Named("query") ConnectionOperations<Connection> database) {
    this.database = database;
  }

  /** Those that fire or have fired, the latest first. */
  List<AlertRow> list(OrganizationId organization, Filter wanted) {
    var after = wanted.after();
    var since = after == null ? null : since(after);
    var id = after == null ? null : after.parts().get(1);
    return read(
        LIST,
        statement -> {
          statement.setString(1, organization.value());
          twice(statement, 2, wanted.state());
          twice(statement, 4, wanted.service());
          twice(statement, 6, wanted.rule());
          statement.setString(8, since);
          statement.setString(9, since);
          statement.setString(10, id);
          statement.setInt(11, wanted.limit());
        });
  }

  private static String since(Cursor after) {
    try {
      if (after.parts().size() == 2) {
        return Rfc3339.parse(after.parts().getFirst()).toString();
      }
    } catch (IllegalArgumentException e) {
      throw Cursor.invalid();
    }
    throw Cursor.invalid();
  }

  private static void twice(PreparedStatement statement, int first, @Nullable Object value)
      throws SQLException {
    var text = value == null ? null : value.toString();
    statement.setString(first, text);
    statement.setString(first + 1, text);
  }

  /** One of the caller's. */
  Optional<AlertRow> find(Caller caller, String id) {
    var organizations = caller.organizations().stream().map(OrganizationId::value).toArray();
    return read(
            ONE,
            statement -> {
              statement.setString(1, id);
              statement.setArray(2, statement.getConnection().createArrayOf("text", organizations));
            })
        .stream()
        .findFirst();
  }

  /** Those that fire, the latest first, at most so many. */
  public List<AlertRow> firing(OrganizationId organization, int limit) {
    return list(organization, new Filter(AlertState.FIRING, null, null, null, limit));
  }

  /** Those whose rows have changed at or after an instant, the earliest change first. */
  public List<AlertRow> changedSince(OrganizationId organization, Instant since, int limit) {
    return read(
        CHANGED,
        statement -> {
          statement.setString(1, organization.value());
          statement.setObject(2, since.atOffset(ZoneOffset.UTC));
          statement.setInt(3, limit);
        });
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private List<AlertRow> read(String sql, Binding binding) {
    return database.executeRead(
        status -> {
          try (var statement = status.getConnection().prepareStatement(sql)) {
            binding.bind(statement);
            var found = new ArrayList<AlertRow>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(AlertRow.read(rows));
              }
            }
            return found;
          } catch (SQLException e) {
            throw new IllegalStateException("Alerts cannot be read", e);
          }
        });
  }
}
