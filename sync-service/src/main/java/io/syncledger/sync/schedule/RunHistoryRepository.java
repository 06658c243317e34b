package io.syncledger.sync.schedule;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The scheduler's reads of {@code sync_runs}; it never writes there. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface RunHistoryRepository extends GenericRepository<RunSummary, String> {

  @Query("select * from sync_runs where sync_id in (:syncIds) and ended_at is null")
  List<RunSummary> findLive(Collection<String> syncIds);

  @Query(
      """
      select * from sync_runs where organization_id = :organizationId and service = :service
      order by epoch desc limit :limit
      """)
  List<RunSummary> findLatest(String organizationId, String service, int limit);

  @Query(
      """
      select * from sync_runs where organization_id = :organizationId and service = :service
        and mode = :mode and sync_type = 'full' and outcome = 'completed'
      order by epoch desc limit 1
      """)
  Optional<RunSummary> findLatestFull(String organizationId, String service, String mode);
}
