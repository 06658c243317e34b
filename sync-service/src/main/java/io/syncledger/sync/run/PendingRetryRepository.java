package io.syncledger.sync.run;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on {@code pending_retries}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface PendingRetryRepository extends GenericRepository<PendingRetryRow, String> {

  @Query(
      """
      insert into pending_retries (organization_id, service, retry_of, mode, sync_type, attempt,
        retries_without_progress, due_at)
      values (:organizationId, :service, :retryOf, :mode, :syncType, :attempt,
        :retriesWithoutProgress, :dueAt)
      on conflict (organization_id, service) do update set retry_of = excluded.retry_of,
        mode = excluded.mode, sync_type = excluded.sync_type, attempt = excluded.attempt,
        retries_without_progress = excluded.retries_without_progress, due_at = excluded.due_at
      """)
  int upsert(PendingRetryRow row);

  @Query("select * from pending_retries where due_at <= :now order by due_at limit :limit")
  List<PendingRetryRow> findDue(Instant now, int limit);

  @Query(
      "select * from pending_retries where organization_id = :organizationId and service ="
          + " :service")
  Optional<PendingRetryRow> find(String organizationId, String service);

  @Query("delete from pending_retries where retry_of = :failed returning *")
  @Nullable PendingRetryRow take(String failed);

  @Query(
      """
      delete from pending_retries
      where organization_id = :organizationId and service = :service returning *
      """)
  @Nullable PendingRetryRow deleteFor(String organizationId, String service);
}
