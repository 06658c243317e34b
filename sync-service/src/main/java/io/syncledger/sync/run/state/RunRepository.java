package io.syncledger.sync.run.state;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements on {@code sync_runs}. Leases go by the database's clock, the only one that all
 * instances share.
 */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface RunRepository extends GenericRepository<RunRow, String> {

  @Query(
      """
      insert into sync_runs (sync_id, organization_id, service, mode, sync_type, attempt, retry_of,
        retries_without_progress, epoch, worker_id, lease_until, next_sequence, traceparent,
        started_at)
      select :syncId, :organizationId, :service, :mode, :syncType, :attempt, :retryOf,
        :retriesWithoutProgress, coalesce(max(epoch), 0) + 1, :workerId,
        now() + :leaseMs * interval '1 millisecond', 1, :traceparent, :startedAt
      from sync_runs where organization_id = :organizationId and service = :service
      on conflict (organization_id, service) where ended_at is null do nothing
      returning *
      """)
  @Nullable RunRow insertIfNoneLive(
      String syncId,
      String organizationId,
      String service,
      String mode,
      String syncType,
      int attempt,
      @Nullable String retryOf,
      int retriesWithoutProgress,
      String workerId,
      long leaseMs,
      @Nullable String traceparent,
      Instant startedAt);

  @Query(
      """
      select * from sync_runs
      where organization_id = :organizationId and service = :service and ended_at is null
      """)
  Optional<RunRow> findLive(String organizationId, String service);

  @Query(
      """
      select * from sync_runs
      where organization_id = :organizationId and service = :service and ended_at is null
      for share
      """)
  Optional<RunRow> lockLive(String organizationId, String service);

  @Query(
      """
      update sync_runs set lease_until = now() + :leaseMs * interval '1 millisecond',
        next_sequence = next_sequence + :events
      where sync_id = :syncId and epoch = :epoch and ended_at is null
      returning *
      """)
  @Nullable RunRow reserveSequences(String syncId, long epoch, long leaseMs, int events);

  /** Saves the checkpoint in the same statement, because this is called for every page. */
  @Query(
      """
      with fenced as (
        update sync_runs set lease_until = now() + :leaseMs * interval '1 millisecond',
          next_sequence = next_sequence + :events, records_processed = records_processed + :records,
          pages = pages + :pages
        where sync_id = :syncId and epoch = :epoch and ended_at is null
        returning *),
      saved as (
        insert into run_positions as checkpoint (sync_id, step, position, newest, done)
        select sync_id, :step, :position, cast(:newest as timestamptz), :done from fenced
        on conflict (sync_id, step) do update set position = excluded.position,
          newest = greatest(checkpoint.newest, excluded.newest), done = excluded.done)
      select * from fenced
      """)
  @Nullable RunRow saveProgress(
      String syncId,
      long epoch,
      long leaseMs,
      int events,
      int pages,
      int records,
      String step,
      String position,
      @Nullable Instant newest,
      boolean done);

  @Query(
      """
      select * from sync_runs where organization_id = :organizationId and service = :service
      order by epoch desc limit 1
      """)
  Optional<RunRow> findLatest(String organizationId, String service);

  /** Reserves the next sequence of a run, ended or not. */
  @Query(
      "update sync_runs set next_sequence = next_sequence + 1 where sync_id = :syncId returning *")
  @Nullable RunRow reserveAnnotation(String syncId);

  @Query(
      """
      update sync_runs set ended_at = :at, next_sequence = next_sequence + 1
      where sync_id = :syncId and epoch = :epoch and ended_at is null
      returning *
      """)
  @Nullable RunRow end(String syncId, long epoch, Instant at);

  @Query(
      """
      update sync_runs set outcome = :outcome, records_changed = :changed
      where sync_id = :syncId
      """)
  void recordOutcome(String syncId, String outcome, long changed);

  /** Skips runs that their worker is writing to at this moment. */
  @Query(
      """
      update sync_runs set ended_at = :at, next_sequence = next_sequence + 1
      where sync_id in (
        select sync_id from sync_runs where ended_at is null and lease_until < now()
        order by lease_until limit 50 for update skip locked)
      returning *
      """)
  List<RunRow> endExpired(Instant at);

  /** Limited to these organizations. */
  @Query(
      """
      update sync_runs set ended_at = :at, next_sequence = next_sequence + 1
      where sync_id in (
        select sync_id from sync_runs where ended_at is null and lease_until < now()
          and organization_id in (:organizations)
        order by lease_until limit 50 for update skip locked)
      returning *
      """)
  List<RunRow> endExpired(Instant at, Collection<String> organizations);

  @Query(
      """
      update sync_runs set lease_until = now() + :leaseMs * interval '1 millisecond'
      where sync_id in (:syncIds) and worker_id = :workerId and ended_at is null
      returning *
      """)
  List<RunRow> renewLeases(Collection<String> syncIds, String workerId, long leaseMs);

  @Query("select * from sync_runs where sync_id = :syncId and organization_id in (:organizations)")
  Optional<RunRow> find(String syncId, Collection<String> organizations);

  @Query(
      """
      update sync_runs set cancel_requested_by = :by
      where sync_id = :syncId and organization_id = :organizationId and ended_at is null
      """)
  int requestCancel(String syncId, String organizationId, String by);
}
