package io.syncledger.sync.consistency;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes {@code consistency_checks}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface CheckRepository extends GenericRepository<CheckRow, String> {

  @Query(
      """
      insert into consistency_checks (check_id, organization_id, service, sync_id,
        idempotency_key, status, started_at)
      values (:checkId, :organizationId, :service, :syncId, :idempotencyKey, :status, :startedAt)
      """)
  int insert(CheckRow row);

  @Query(
      """
      select * from consistency_checks
      where organization_id = :organizationId and service = :service
      order by started_at desc, check_id limit 1
      """)
  Optional<CheckRow> latest(String organizationId, String service);

  @Query(
      """
      select * from consistency_checks
      where organization_id = :organizationId and idempotency_key = :key and started_at > :since
      """)
  Optional<CheckRow> findByIdempotencyKey(String organizationId, String key, Instant since);

  @Query(
      """
      select * from consistency_checks
      where organization_id = :organizationId and service = :service and status = 'running'
      """)
  Optional<CheckRow> running(String organizationId, String service);

  @Query(
      """
      update consistency_checks set status = :status, checked_at = :at, report = :report
      where check_id = :checkId and status = 'running'
      """)
  int finish(String checkId, String status, Instant at, String report);

  /** Ends a check whose instance died. */
  @Query(
      """
      update consistency_checks set status = 'unverified', checked_at = :at
      where check_id = :checkId and status = 'running'
      """)
  int abandon(String checkId, Instant at);

  /** Deletes all but the newest checks. */
  @Query(
      """
      delete from consistency_checks
      where organization_id = :organizationId and service = :service and status <> 'running'
        and check_id not in (
          select check_id from consistency_checks
          where organization_id = :organizationId and service = :service
          order by started_at desc limit :kept)
      """)
  int prune(String organizationId, String service, int kept);
}
