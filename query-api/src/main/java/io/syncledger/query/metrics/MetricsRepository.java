package io.syncledger.query.metrics;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Reads windows of {@code sync_metrics}; there is a row only for those in which a run ended. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface MetricsRepository extends GenericRepository<MetricsRow, Instant> {
  String SELECT =
      """
      select period_start, successful_syncs, failed_syncs, cancelled_syncs, total_items_synced,
        total_duration_ms, durations::text as durations, last_updated
      from sync_metrics
      where organization_id = :organization and service = :service and metric_type = :period
      """;

  /** The newest windows, newest first. */
  @Query(SELECT + " order by period_start desc limit :limit")
  List<MetricsRow> newest(String organization, String service, String period, int limit);

  /** The windows that begin at the given instant or later. */
  @Query(SELECT + " and period_start >= :start")
  List<MetricsRow> since(String organization, String service, String period, Instant start);
}
