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

/** Where events are put in the transaction whose work they tell. */
@Singleton
public final class Outbox {
  /** What the relay listens to, so that it need not poll. */
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
   * Appends events in the order given, in the transaction that is under way. Within a key,
   * transactions must commit in the order in which they append; a run's fence sees to that.
   *
   * @param traceparent the trace of the work that the events tell
   */
  public void append(List<SyncEvent> events, @Nullable String traceparent) {
    database.prepareStatement(
        APPEND,
        statement -> {
          var connection = statement.getConnection();
          statement.setString(1, traceparent);
          statement.setArray(2, texts(connection, events, event -> event.envelope().id()));
          statement.setArray(3, texts(connection, events, event -> event.envelope().key()));
          statement.setArray(4, texts(connection, events, EventTypes::nameOf));
          statement.setArray(5, texts(connection, events, Outbox::body));
          return statement.execute();
        });
  }

  private static String body(SyncEvent event) {
    return new String(EventJson.write(event), StandardCharsets.UTF_8);
  }

  private static Array texts(
      Connection connection, List<SyncEvent> events, Function<SyncEvent, Object> part)
      throws SQLException {
    return connection.createArrayOf(
        "text", events.stream().map(event -> part.apply(event).toString()).toArray());
  }
}
