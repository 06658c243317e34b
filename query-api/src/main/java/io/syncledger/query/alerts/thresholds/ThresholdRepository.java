package io.syncledger.query.alerts.thresholds;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The statements about {@code alert_thresholds}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface ThresholdRepository extends GenericRepository<ThresholdRow, String> {

  @Query(
      """
      select organization_id, service, settings::text as settings, updated_by, updated_at
      from alert_thresholds where organization_id in (:organizationIds)
      """)
  List<ThresholdRow> findAll(Collection<String> organizationIds);

  /** Holds the lock of a key until the commit, so that changes of an organization take turns. */
  @Query("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
  int lock(String key);

  @Query(
      """
      insert into alert_thresholds (organization_id, service, settings, updated_by, updated_at)
      values (:organizationId, :service, cast(:settings as jsonb), :updatedBy, :updatedAt)
      on conflict (organization_id, service) do update set settings = excluded.settings,
        updated_by = excluded.updated_by, updated_at = excluded.updated_at
      """)
  int upsert(
      String organizationId, String service, String settings, String updatedBy, Instant updatedAt);

  /** Makes alerts due for evaluation, of one service or, with an empty name, of all. */
  @Query(
      """
      update alert_rule_inputs set alert_after = 'epoch'
      where organization_id = :organizationId and (:service = '' or service = :service)
      """)
  void reevaluate(String organizationId, String service);
}
