package io.syncledger.query.health;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the health of services; every query is restricted to one organization. */
@JdbcRepository(dataSource = "query", dialect = Dialect.POSTGRES)
interface HealthRepository extends GenericRepository<HealthRow, String> {
  /**
   * Failures from before the last success do not count, and no later run can have resolved one
   * since then, so only explicit resolutions need to be checked. More than 100 active errors are
   * reported as 100. There are fewer than 50 rules, so every active alert is read.
   */
  String SERVICES =
      """
      select s.service, s.state::text as state,
        case when s.consecutive_failures > 0 then (
          select count(*) from (
            select from run_failures f
            where f.organization_id = s.organization_id and f.service = s.service
              and f.created_at > coalesce(s.last_successful_sync, '-infinity')
              and not exists (
                select from sync_events e
                where e.organization_id = f.organization_id
                  and e.type = 'syncledger.ErrorResolved.v1' and e.body ->> 'id' = f.id)
            limit 100) active)
        else 0 end as active_errors,
        case when s.consecutive_failures > 0 then (
          select f.next_retry_at from run_failures f
          where f.organization_id = s.organization_id and f.service = s.service
          order by f.created_at desc limit 1)
        end as next_attempt,
        (select coalesce(json_agg(a order by a.started_at, a.id), '[]')::text from (
          select id, rule, severity, state, summary, started_at, acknowledged_at, because
          from sync_alerts
          where organization_id = s.organization_id and service = s.service
            and state <> 'resolved'
          limit 50) a) as alerts
      from sync_state s
      where s.organization_id = :organization
      """;

  /**
   * The projected health of one service.
   *
   * @param state the folded health, as JSON; null before the first run has ended
   * @param alerts as a JSON array
   */
  @Introspected
  record ServiceRow(
      String service,
      @Nullable String state,
      int activeErrors,
      @Nullable Instant nextAttempt,
      String alerts) {
    private static final String NO_ALERTS = "[]";

    ServiceHealth toServiceHealth() {
      return new ServiceHealth(
          new ServiceName(service),
          state == null ? null : parse(state, Health.class),
          activeErrors,
          nextAttempt,
          alerts.equals(NO_ALERTS) ? List.of() : List.of(parse(alerts, ActiveAlert[].class)));
    }

    private static <T> T parse(String json, Class<T> type) {
      return EventJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
  }

  @Query(
      """
      select service, state::text as state from sync_state
      where organization_id = :organization and service = :service
      """)
  Optional<HealthRow> state(String organization, String service);

  @Query(SERVICES + " and s.service = :service")
  Optional<ServiceRow> service(String organization, String service);

  /** Every service, including those whose first run has not ended yet. */
  @Query(
      SERVICES
          + """
           union all
          select l.service, null, 0, null, '[]' from (
            select distinct service from sync_logs
            where organization_id = :organization and completed_at is null) l
          where not exists (
            select from sync_state s
            where s.organization_id = :organization and s.service = l.service)
          order by 1
          """)
  List<ServiceRow> services(String organization);
}
