package io.syncledger.query.health;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.Health;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads what the views know of services, by one statement. */
@Singleton
public final class HealthReader {
  /** More than so many are as bad. */
  static final int ERRORS_LIMIT = 100;

  /** More than there are rules. */
  private static final int ALERTS_SHOWN = 50;

  private static final String NO_ALERTS = "[]";

  /**
   * No failure from before the last success can have been made good by a run since, and none after
   * it has been; so only what somebody has said needs a look.
   */
  private static final String KNOWN =
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
            limit %d) active)
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
          limit %d) a) as alerts
      from sync_state s
      where s.organization_id = ?
      """
          .formatted(ERRORS_LIMIT, ALERTS_SHOWN);

  private static final String ONE = KNOWN + " and s.service = ?";

  /** Also services of which nothing but a first run is known, and that has not ended. */
  private static final String ALL =
      KNOWN
          + """
           union all
          select l.service, null, 0, null, '[]' from (
            select distinct service from sync_logs
            where organization_id = ? and completed_at is null) l
          where not exists (
            select from sync_state s where s.organization_id = ? and s.service = l.service)
          order by 1
          """;

  private final Reads reads;

  HealthReader(Reads reads) {
    this.reads = reads;
  }

  /** A service that nothing is known of is unknown. */
  public ServiceHealth of(OrganizationId organization, ServiceName service) {
    return reads.list(ONE, HealthReader::read, organization.value(), service.value()).stream()
        .findFirst()
        .orElseGet(() -> new ServiceHealth(service, null, 0, null, List.of()));
  }

  /** Every service of an organisation that a run has been seen of. */
  public List<ServiceHealth> of(OrganizationId organization) {
    var id = organization.value();
    return reads.list(ALL, HealthReader::read, id, id, id);
  }

  private static ServiceHealth read(ResultSet row) throws SQLException {
    var state = row.getString("state");
    return new ServiceHealth(
        new ServiceName(row.getString("service")),
        state == null ? null : EventJson.read(state.getBytes(StandardCharsets.UTF_8), Health.class),
        row.getInt("active_errors"),
        Reads.instant(row, "next_attempt"),
        alerts(row.getString("alerts")));
  }

  private static List<ActiveAlert> alerts(String json) {
    return json.equals(NO_ALERTS)
        ? List.of()
        : List.of(EventJson.read(json.getBytes(StandardCharsets.UTF_8), ActiveAlert[].class));
  }
}
