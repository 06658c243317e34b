package io.syncledger.query.errors;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads failures, newest first; every query is restricted to organizations of the caller. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface FailureRepository extends GenericRepository<Failure, String> {
  /** The number of newest failures that are counted, and that are searched for one page. */
  int SCAN_LIMIT = 1_000;

  String COLUMNS =
      "organization_id, service, id, sync_id, error_type, error_code, error_message, http_status,"
          + " retryable, retry_count, next_retry_at, resolved_at, created_at";

  /** The number of newest failures of one type. */
  @Introspected
  record TypeCount(String errorType, long total, long unresolved) {}

  @Query(
      "select error_type, count(*) as total,"
          + " count(*) filter (where resolved_at is null) as unresolved"
          + " from (select error_type, resolved_at from sync_errors"
          + " where organization_id = :organization and service = :service"
          + " order by created_at desc, id desc limit "
          + SCAN_LIMIT
          + ") newest group by error_type order by error_type")
  List<TypeCount> countByType(String organization, String service);

  /** The failures before a position in the list, which is ordered by creation and id. */
  @Query(
      "select * from (select "
          + COLUMNS
          + " from sync_errors where organization_id = :organization and service = :service"
          + " and (created_at, id) < (:before, :beforeId) order by created_at desc, id desc limit "
          + SCAN_LIMIT
          + ") newest where :includeResolved or resolved_at is null"
          + " order by created_at desc, id desc limit :limit")
  List<Failure> page(
      String organization,
      String service,
      Instant before,
      String beforeId,
      boolean includeResolved,
      int limit);

  @Query(
      "select "
          + COLUMNS
          + " from sync_errors where organization_id in (:organizations) and id = :id"
          + " order by created_at desc limit 1")
  Optional<Failure> find(List<String> organizations, String id);
}
