package io.syncledger.sync.outbox;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.EventTypes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores events in the transaction whose changes they report; the relay publishes them. */
@Singleton
public final class Outbox {
  /** The notification channel that the relay listens to instead of polling. */
  static final String CHANNEL = "sync_outbox";

  private static final String APPEND =
      """
      with appended as (
        insert into outbox (event_id, key, type, body, traceparent)
        select event_id, key, type, body::json, ?
        from unnest(?, ?, ?, ?) with ordinality as event (event_id, key, type, body, position)
        order by position
        returning 1)
      select pg_notify('%s', ''), count(*) from appended
      """
          .formatted(CHANNEL);

  private final JdbcOperations database;

  Outbox(@Named("sync") JdbcOperations database) {
    this.database = database;
  }

  /**
   * Appends events in the given order, in the caller's transaction. Within a key, transactions must
   * commit in the order in which they append; a run's fence ensures that.
   *
   * @param traceparent the trace of the work that the events report
   */
  public void append(List<SyncEvent> events, @Nullable String traceparent) {
    database.prepareStatement(
        APPEND,
        statement -> {
          var connection = statement.getConnection();
          statement.setString(1, traceparent);
          statement.setArray(2, textArray(connection, events, event -> event.envelope().id()));
          statement.setArray(3, textArray(connection, events, event -> event.envelope().key()));
          statement.setArray(4, textArray(connection, events, EventTypes::nameOf));
          statement.setArray(5, textArray(connection, events, Outbox::body));
          return statement.execute();
        });
  }

  private static String body(SyncEvent event) {
    return new String(EventJson.write(event), StandardCharsets.UTF_8);
  }

  private static Array textArray(
      Connection connection, List<SyncEvent> events, Function<SyncEvent, Object> part)
      throws SQLException {
    return connection.createArrayOf(
        "text", events.stream().map(event -> part.apply(event).toString()).toArray());
  }
}
