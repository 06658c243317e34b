package io.syncledger.query.monitoring;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Cursor;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads runs a page at a time, newest first. */
@Singleton
public final class RunPageReader {
  private static final String SELECT =
      "select id, sync_id, state::text as state from sync_logs"
          + " where organization_id = ? and service = ?";
  private static final String BEFORE = " and (id, sync_id) < (?, ?)";
  private static final String NEWEST = " order by id desc, sync_id desc limit ?";

  private record Row(long id, String syncId, String state) {
    RunState run() {
      return EventJson.read(state.getBytes(StandardCharsets.UTF_8), RunState.class);
    }
  }

  /**
   * @param next where the list goes on; null at its end
   */
  record Page(List<RunState> runs, @Nullable String next) {}

  private final Reads reads;

  RunPageReader(Reads reads) {
    this.reads = reads;
  }

  /** The newest runs of a service. */
  public List<RunState> newest(OrganizationId organization, ServiceName service, int limit) {
    return page(organization, service, RunFilter.ALL, limit, null).runs();
  }

  Page page(
      OrganizationId organization,
      ServiceName service,
      RunFilter filter,
      int limit,
      @Nullable Cursor cursor) {
    var sql = SELECT + filter.conditions() + (cursor == null ? "" : BEFORE) + NEWEST;
    var rows =
        cursor == null
            ? reads.list(sql, RunPageReader::read, organization.value(), service.value(), limit + 1)
            : reads.list(
                sql,
                RunPageReader::read,
                organization.value(),
                service.value(),
                id(cursor),
                cursor.parts().getLast(),
                limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var next =
        rows.size() > limit ? Cursor.of(shown.getLast().id(), shown.getLast().syncId()) : null;
    return new Page(shown.stream().map(Row::run).toList(), next == null ? null : next.encode());
  }

  private static long id(Cursor cursor) {
    try {
      if (cursor.parts().size() == 2) {
        return Long.parseLong(cursor.parts().getFirst());
      }
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
    throw Cursor.invalid();
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(row.getLong("id"), row.getString("sync_id"), row.getString("state"));
  }
}
