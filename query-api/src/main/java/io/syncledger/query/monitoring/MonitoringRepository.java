package io.syncledger.query.monitoring;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the runs of a service and their figures; every query is restricted to one organization. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
abstract class MonitoringRepository implements GenericRepository<RunListRow, String> {
  private static final String RUNS =
      "select id, sync_id, state::text as state from sync_logs"
          + " where organization_id = ? and service = ?";

  private static final String AFTER = " and (id, sync_id) < (?, ?)";

  private static final String NEWEST_FIRST = " order by id desc, sync_id desc limit ?";

  /** A run that succeeded. */
  @Introspected
  record CompletedRun(String syncType, long durationMs, long items) {}

  /**
   * Hours in which a sync ended.
   *
   * @param goodHours those in which one succeeded
   */
  @Introspected
  record ActiveHours(long allHours, long goodHours) {}

  /**
   * The last run of a page, after which the next page begins.
   *
   * @param id of the run's row
   */
  record Position(long id, String syncId) {}

  private final JdbcOperations operations;

  MonitoringRepository(@Named("query") JdbcOperations operations) {
    this.operations = operations;
  }

  /**
   * Runs that pass a filter, newest first. The statement is composed here, because only constants
   * in it let the planner use the partial index that exists for each filter.
   *
   * @param after null to begin with the newest
   */
  List<RunListRow> runs(
      String organization, String service, RunFilter filter, @Nullable Position after, int limit) {
    var sql = RUNS + filter.conditions() + (after == null ? "" : AFTER) + NEWEST_FIRST;
    return operations.execute(
        connection -> runs(connection, sql, organization, service, after, limit));
  }

  private List<RunListRow> runs(
      Connection connection,
      String sql,
      String organization,
      String service,
      @Nullable Position after,
      int limit)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      int next = 1;
      statement.setString(next++, organization);
      statement.setString(next++, service);
      if (after != null) {
        statement.setLong(next++, after.id());
        statement.setString(next++, after.syncId());
      }
      statement.setInt(next, limit);
      try (var rows = statement.executeQuery();
          var found = operations.entityStream(rows, RunListRow.class)) {
        return found.toList();
      }
    }
  }

  /** The newest runs that succeeded, newest first. */
  @Query(
      """
      select coalesce(sync_type, 'unknown') as sync_type, duration_ms, records_processed as items
      from sync_logs
      where organization_id = :organization and service = :service and status = 'completed'
      order by id desc, sync_id desc limit :limit
      """)
  abstract List<CompletedRun> completedRuns(String organization, String service, int limit);

  /** Counts the hours since an instant in which a sync ended. */
  @Query(
      """
      select count(*) as all_hours, count(*) filter (where successful_syncs > 0) as good_hours
      from sync_metrics
      where organization_id = :organization and service = :service and metric_type = 'hourly'
        and period_start >= :since and successful_syncs + failed_syncs > 0
      """)
  abstract ActiveHours activeHours(String organization, String service, Instant since);
}
