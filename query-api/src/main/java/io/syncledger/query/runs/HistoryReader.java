package io.syncledger.query.runs;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads the past runs of organisations, by one statement: totals from the folded health, never by
 * counting, and runs as they stand ready to be answered.
 */
@Singleton
final class HistoryReader {
  /** A limit that the planner cannot see: else it would plan anew for each request. */
  private static final String OF_ORGANIZATION =
      """
      select
        (select coalesce(json_agg(state), '[]')::text from sync_state
          where organization_id = ?) as services,
        (select '[' || coalesce(string_agg(entry, ','), '') || ']' from (
          select history_entry::text as entry from sync_logs
          where organization_id = ? order by started_at desc, id desc limit (select ?)) newest) as recent
      """;

  private final Reads reads;

  HistoryReader(Reads reads) {
    this.reads = reads;
  }

  HistoryBody of(OrganizationId organization, int limit) {
    var id = organization.value();
    return reads.list(OF_ORGANIZATION, row -> read(row, organization), id, id, limit).getFirst();
  }

  private static HistoryBody read(ResultSet row, OrganizationId organization) throws SQLException {
    var services = row.getString("services").getBytes(StandardCharsets.UTF_8);
    return HistoryBody.of(
        organization, List.of(EventJson.read(services, Health[].class)), row.getString("recent"));
  }
}
