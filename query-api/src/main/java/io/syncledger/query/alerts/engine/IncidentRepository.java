package io.syncledger.query.alerts.engine;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements about {@code alert_incidents} and the alerts of an incident. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface IncidentRepository extends GenericRepository<IncidentRow, String> {

  /** Holds the lock of a key until the commit, so that one instance at a time works on a cause. */
  @Query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
  int lock(String key);

  @Query("select * from alert_incidents where incident_id = :incidentId")
  Optional<IncidentRow> find(String incidentId);

  @Query(
      """
      select * from alert_incidents
      where service = :service and error_code = :errorCode and resolved_at is null
      """)
  Optional<IncidentRow> findOpen(String service, String errorCode);

  /**
   * The organizations that a cause affects.
   *
   * @param since when the first of their alerts started; null when there is none
   */
  @Introspected
  record Affected(long organizations, @Nullable Instant since) {}

  @Query(
      """
      select count(distinct organization_id) as organizations, min(started_at) as since
      from sync_alerts
      where state = 'firing' and service = :service and error_code = :errorCode
        and started_at >= :after
      """)
  Affected affected(String service, String errorCode, Instant after);

  /** Inserts nothing when the incident is known. */
  @Query(
      """
      insert into alert_incidents (incident_id, service, error_code, organizations, started_at)
      values (:incidentId, :service, :errorCode, :organizations, :startedAt)
      on conflict (incident_id) do nothing
      """)
  int insert(
      String incidentId, String service, String errorCode, long organizations, Instant startedAt);

  /** Adds the firing alerts of a cause that started at or after an instant. */
  @Query(
      """
      update sync_alerts set incident_id = :incidentId
      where state = 'firing' and service = :service and error_code = :errorCode
        and started_at >= :after and incident_id is null
      """)
  void assignFiringAlerts(String incidentId, String service, String errorCode, Instant after);

  /** Counts an alert's organization as affected. */
  @Query(
      """
      update alert_incidents i set organizations = greatest(organizations, (
        select count(distinct organization_id) from sync_alerts a
        where a.incident_id = i.incident_id or a.id = :alertId))
      where incident_id = :incidentId
      """)
  void addAlert(String incidentId, String alertId);

  /** Resolves an incident unless an alert of it still fires. */
  @Query(
      """
      update alert_incidents i set resolved_at = :resolvedAt
      where incident_id = :incidentId and resolved_at is null and not exists (
        select from sync_alerts a where a.incident_id = i.incident_id and a.state = 'firing')
      returning *
      """)
  @Nullable IncidentRow resolve(String incidentId, Instant resolvedAt);
}
