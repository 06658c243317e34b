package io.syncledger.sync.deadletters;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code rejected_records}. */
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

  /** How many dead letters of a kind are open. */
  @Introspected
  record OpenCount(String kind, long letters) {}

  /** Counts up to the limit, so that the statement stays cheap. */
  @Query(
      """
      select kind, count(*) as letters from (
        select kind from rejected_records where redriven_by is null limit :limit) as open
      group by kind
      """)
  List<OpenCount> countOpen(int limit);

  /** Scope that a run was started with. */
  @Introspected
  record RunScope(String mode, String syncType) {}

  @Query(
      """
      select mode, sync_type from sync_runs
      where sync_id = :syncId and organization_id = :organizationId
      """)
  Optional<RunScope> findRun(String syncId, String organizationId);

  /** Opens a dead letter for a record, or updates the one that is open. */
  @Query(
      """
      insert into rejected_records (kind, organization_id, service, sync_id, resource, record_id,
        error_type, reason, rejected_at, event_id, page)
      values ('record', :organizationId, :service, :syncId, :resource, :recordId, :errorType,
        :reason, :rejectedAt, :eventId, :page)
      on conflict (organization_id, service, resource, record_id)
        where kind = 'record' and record_id is not null and redriven_by is null
      do update set sync_id = excluded.sync_id, error_type = excluded.error_type,
        reason = excluded.reason, rejected_at = excluded.rejected_at,
        event_id = excluded.event_id, page = excluded.page
      """)
  int open(
      String organizationId,
      String service,
      String syncId,
      String resource,
      String recordId,
      String errorType,
      String reason,
      Instant rejectedAt,
      String eventId,
      int page);

  /**
   * Takes over a dead letter without a record id that an earlier run opened for the same reason:
   * nothing else tells such records apart.
   *
   * @return 0 when there is none
   */
  @Query(
      """
      update rejected_records
      set sync_id = :syncId, rejected_at = :rejectedAt, event_id = :eventId, page = :page
      where id = (
        select min(id) from rejected_records
        where organization_id = :organizationId and service = :service and resource = :resource
          and error_type = :errorType and reason = :reason and sync_id <> :syncId
          and kind = 'record' and record_id is null and redriven_by is null)
      """)
  int reopenUnidentified(
      String organizationId,
      String service,
      String syncId,
      String resource,
      String errorType,
      String reason,
      Instant rejectedAt,
      String eventId,
      int page);

  @Query(
      """
      insert into rejected_records (organization_id, service, sync_id, resource, error_type, reason,
        rejected_at, event_id, page)
      values (:organizationId, :service, :syncId, :resource, :errorType, :reason, :rejectedAt,
        :eventId, :page)
      """)
  int openUnidentified(
      String organizationId,
      String service,
      String syncId,
      String resource,
      String errorType,
      String reason,
      Instant rejectedAt,
      String eventId,
      int page);

  @Query(
      """
      insert into rejected_records (kind, organization_id, service, sync_id, error_type, reason,
        rejected_at)
      values ('run', :organizationId, :service, :syncId, :errorType, :reason, :rejectedAt)
      """)
  int openForRun(
      String organizationId,
      String service,
      String syncId,
      String errorType,
      String reason,
      Instant rejectedAt);

  @Query(
      """
      update rejected_records set redriven_by = :syncId, redriven_at = now()
      where organization_id = :organizationId and id = :id and redriven_by is null
      """)
  int close(String organizationId, long id, String syncId);

  @Query(
      """
      update rejected_records set redriven_by = :syncId, redriven_at = :at
      where organization_id = :organizationId and service = :service and resource = :resource
        and record_id in (:recordIds) and kind = 'record' and redriven_by is null
      """)
  int closeRecords(
      String organizationId,
      String service,
      String resource,
      Collection<String> recordIds,
      String syncId,
      Instant at);

  @Query(
      """
      update rejected_records
      set error_type = 'not_found', reason = 'The source no longer has this record'
      where organization_id = :organizationId and service = :service and resource = :resource
        and record_id in (:recordIds) and kind = 'record' and redriven_by is null
      """)
  int markMissing(
      String organizationId, String service, String resource, Collection<String> recordIds);

  @Query(
      """
      update rejected_records set claimed_by = :syncId
      where id in (:ids) and organization_id = :organizationId and service = :service
        and kind = 'record' and record_id is not null and redriven_by is null
      """)
  int claim(String organizationId, String service, Collection<Long> ids, String syncId);

  @Query("update rejected_records set claimed_by = :next where claimed_by = :failed")
  int transferClaims(String failed, String next);

  @Query(
      """
      select resource, record_id from rejected_records
      where claimed_by = :syncId and organization_id = :organizationId
      order by resource, record_id
      """)
  List<RedriveClaim> findClaimed(String organizationId, String syncId);
}
