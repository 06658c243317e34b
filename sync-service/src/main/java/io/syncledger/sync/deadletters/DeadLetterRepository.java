package io.syncledger.sync.deadletters;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The statements about dead letters; each within one organisation. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface DeadLetterRepository extends GenericRepository<DeadLetter, Long> {

  @Query(
      """
      select * from rejected_records
      where organization_id = :organizationId and id < :before and (:closed or redriven_by is null)
      order by id desc limit :limit
      """)
  List<DeadLetter> findPage(String organizationId, long before, boolean closed, int limit);

  @Query(
      """
      select * from rejected_records
      where organization_id = :organizationId and id in (:ids) and redriven_by is null
      order by id
      """)
  List<DeadLetter> findOpen(String organizationId, Collection<Long> ids);

  @Query(
      """
      select * from rejected_records
      where organization_id = :organizationId and error_type = :errorType and redriven_by is null
      order by id limit :limit
      """)
  List<DeadLetter> findOpen(String organizationId, String errorType, int limit);

  /** How many open letters there are of a kind. */
  @Introspected
  record OpenCount(String kind, long letters) {}

  /** Counts no further than the limit. */
  @Query(
      """
      select kind, count(*) as letters from (
        select kind from rejected_records where redriven_by is null limit :limit) as open
      group by kind
      """)
  List<OpenCount> findOpen(int limit);

  /** What a run was about. */
  @Introspected
  record RunScope(String mode, String syncType) {}

  @Query(
      """
      select mode, sync_type from sync_runs
      where sync_id = :syncId and organization_id = :organizationId
      """)
  Optional<RunScope> findRun(String syncId, String organizationId);

  @Query(
      """
      update rejected_records set redriven_by = :syncId, redriven_at = now()
      where organization_id = :organizationId and id = :id and redriven_by is null
      """)
  int close(String organizationId, long id, String syncId);
}
