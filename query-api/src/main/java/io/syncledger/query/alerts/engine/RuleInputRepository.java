package io.syncledger.query.alerts.engine;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import java.time.Instant;
import java.util.List;

/** Reads {@code alert_rule_inputs}; {@link RuleInputStore} writes it in bulk. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = "query")
interface RuleInputRepository extends GenericRepository<RuleInputRow, String> {

  /** The stored state of a service, as JSON. */
  @Introspected
  record State(String organizationId, String service, String state) {
    StreamKey key() {
      return new StreamKey(new OrganizationId(organizationId), new ServiceName(service));
    }
  }

  /**
   * Locks the rows of some services until the commit.
   *
   * @param keys a JSON array of objects with {@code organization_id} and {@code service}
   */
  @Query(
      """
      select organization_id, service, revision, source_partition, source_offset
      from alert_rule_inputs
      join json_to_recordset(cast(:keys as json)) as k (organization_id text, service text)
        using (organization_id, service)
      order by organization_id, service for update of alert_rule_inputs
      """)
  List<RuleInputRow> lock(String keys);

  /** Locks rows whose alerts are due for evaluation, skipping those another instance has locked. */
  @Query(
      """
      select organization_id, service, revision, source_partition, source_offset
      from alert_rule_inputs
      where alert_after <= :until order by alert_after limit :limit for update skip locked
      """)
  List<RuleInputRow> lockDue(Instant until, int limit);

  /**
   * @param keys as for {@link #lock}
   */
  @Query(
      """
      select organization_id, service, state::text as state from alert_rule_inputs
      join json_to_recordset(cast(:keys as json)) as k (organization_id text, service text)
        using (organization_id, service)
      """)
  List<State> findStates(String keys);
}
