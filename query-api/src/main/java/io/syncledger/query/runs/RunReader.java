package io.syncledger.query.runs;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.SyncId;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The runs of organisations, as they are now. */
@Singleton
public final class RunReader {
  private static final String FIND =
      """
      select state::text from sync_logs where organization_id %s and sync_id = ?
      order by started_at desc, service limit 1
      """;

  /** What clients ask for over and over; for an array of one PostgreSQL would plan each time. */
  private static final String FIND_IN_ONE = FIND.formatted("= ?");

  private static final String FIND_IN_SOME = FIND.formatted("= any (?)");

  private final RunRepository rows;
  private final Reads reads;

  RunReader(RunRepository rows, Reads reads) {
    this.rows = rows;
    this.reads = reads;
  }

  /**
   * One run.
   *
   * @throws Problem 404 when none of the caller's organisations has it; that another one has it is
   *     not told
   */
  public RunState find(Caller caller, SyncId syncId) {
    var organizations =
        caller.organizations().stream().map(OrganizationId::value).toArray(String[]::new);
    var found =
        organizations.length == 1
            ? reads.list(FIND_IN_ONE, RunReader::state, organizations[0], syncId.value())
            : reads.list(FIND_IN_SOME, RunReader::state, organizations, syncId.value());
    return found.stream().findFirst().orElseThrow(() -> Problem.notFound("There is no such sync"));
  }

  private static RunState state(ResultSet row) throws SQLException {
    return EventJson.read(row.getString(1).getBytes(StandardCharsets.UTF_8), RunState.class);
  }

  /** Newest first. */
  public List<RunState> newest(OrganizationId organization, int limit) {
    return rows.newest(organization.value(), limit).stream().map(RunRow::run).toList();
  }

  /** Newest first. */
  public List<RunState> newest(OrganizationId organization, ServiceName service, int limit) {
    return rows.newest(organization.value(), service.value(), limit).stream()
        .map(RunRow::run)
        .toList();
  }

  /** Runs going on, newest first, at most so many, and the latest that has ended. */
  public List<RunRow> current(OrganizationId organization, int limit) {
    return rows.current(organization.value(), limit);
  }

  /**
   * Runs whose latest state lies beyond a position in {@code sync.runs}, in its order.
   *
   * @param position the next offset of each partition
   * @param limit for each partition
   */
  public List<RunRow> changed(OrganizationId organization, Map<Integer, Long> position, int limit) {
    var partitions =
        position.entrySet().stream()
            .map(entry -> Map.of("partition", entry.getKey(), "next", entry.getValue()))
            .toList();
    var json = new String(EventJson.write(partitions), StandardCharsets.UTF_8);
    return rows.changed(organization.value(), json, limit);
  }
}
