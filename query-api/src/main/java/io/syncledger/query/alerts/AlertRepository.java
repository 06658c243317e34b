package io.syncledger.query.alerts;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.syncledger.events.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code sync_alerts}. Every query on behalf of a caller is limited to the caller's
 * organizations.
 */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
public interface AlertRepository extends GenericRepository<AlertRow, String> {

  /** The columns of {@link AlertRow}. */
  String COLUMNS =
      "id, fingerprint, episode, organization_id, service, rule, state, summary,"
          + " because::text as because, error_code, pending_since, started_at, resolved_at,"
          + " acknowledged_by, acknowledged_at, incident_id, updated_at";

  /**
   * Alerts that fire or have fired, the latest first. A filter that is null matches every alert.
   *
   * @param startedBefore with {@code beforeId} where the previous page ended; null for the first
   */
  @Query(
      "select "
          + COLUMNS
          + """
           from sync_alerts
          where organization_id = :organizationId and started_at is not null
            and (:state::text is null or state = :state)
            and (:service::text is null or service = :service)
            and (:rule::text is null or rule = :rule)
            and (cast(:startedBefore as timestamptz) is null
              or (started_at, id) < (cast(:startedBefore as timestamptz), :beforeId))
          order by started_at desc, id desc limit :limit
          """)
  List<AlertRow> list(
      String organizationId,
      @Nullable String state,
      @Nullable String service,
      @Nullable String rule,
      @Nullable Instant startedBefore,
      @Nullable String beforeId,
      int limit);

  /** The alert with this id, if it belongs to one of the organizations. */
  @Query(
      "select "
          + COLUMNS
          + " from sync_alerts where id = :id and organization_id in (:organizationIds)")
  Optional<AlertRow> find(String id, Collection<String> organizationIds);

  /** The alerts with these ids, in no particular order. */
  @Query("select " + COLUMNS + " from sync_alerts where id in (:ids)")
  List<AlertRow> findAll(Collection<String> ids);

  /** Rows that changed at or after an instant, the earliest change first. */
  @Query(
      "select "
          + COLUMNS
          + """
           from sync_alerts
          where organization_id = :organizationId and started_at is not null
            and updated_at >= :since
          order by updated_at, id limit :limit
          """)
  List<AlertRow> findChanged(String organizationId, Instant since, int limit);

  /** The number of firing alerts of a rule. */
  @Introspected
  record FiringCount(String rule, long alerts) {}

  /** Of all organizations; a rule whose alerts do not fire is absent. */
  @Query("select rule, count(*) as alerts from sync_alerts where state = 'firing' group by rule")
  List<FiringCount> countFiring();

  default List<AlertRow> changedSince(OrganizationId organization, Instant since, int limit) {
    return findChanged(organization.value(), since, limit);
  }

  /** The alerts that fire now, the latest first. */
  default List<AlertRow> firing(OrganizationId organization, int limit) {
    return list(organization.value(), "firing", null, null, null, null, limit);
  }
}
