package io.syncledger.sync.run;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Statements on {@code idempotency_keys}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "sync")
interface IdempotencyRepository extends GenericRepository<IdempotencyRow, String> {

  @Query(
      """
      select * from idempotency_keys
      where organization_id = :organizationId and idempotency_key = :key and answered_at > :since
      """)
  Optional<IdempotencyRow> find(String organizationId, String key, Instant since);

  @Query(
      """
      delete from idempotency_keys
      where organization_id = :organizationId and answered_at <= :before
      """)
  int deleteExpired(String organizationId, Instant before);

  @Query(
      """
      insert into idempotency_keys (organization_id, idempotency_key, request, sync_id, started,
        answered_at)
      values (:organizationId, :idempotencyKey, :request, :syncId, :started,
        :answeredAt)
      """)
  int insert(IdempotencyRow row);
}
