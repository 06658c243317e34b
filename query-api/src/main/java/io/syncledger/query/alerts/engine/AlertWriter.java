package io.syncledger.query.alerts.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.syncledger.events.EventId;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.AlertState;
import io.syncledger.query.projection.BulkWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes episodes to {@code sync_alerts} in bulk without changing the record of what was sent. */
final class AlertWriter {
  private static final String UPSERT =
      """
      insert into sync_alerts as old (id, fingerprint, episode, organization_id, service, rule,
        severity, state, summary, because, error_code, pending_since, started_at, resolved_at,
        acknowledged_by, acknowledged_at, tell_after, updated_at)
      select id, fingerprint, episode, organization_id, service, rule, severity, state, summary,
        because, error_code, pending_since, started_at, resolved_at, acknowledged_by,
        acknowledged_at, tell_after, updated_at
      from json_populate_recordset(null::sync_alerts, ?::json)
      order by id
      on conflict (id) do update set state = excluded.state, summary = excluded.summary,
        because = excluded.because, error_code = excluded.error_code,
        pending_since = excluded.pending_since, started_at = excluded.started_at,
        resolved_at = excluded.resolved_at, acknowledged_by = excluded.acknowledged_by,
        acknowledged_at = excluded.acknowledged_at, updated_at = excluded.updated_at,
        tell_after = case when old.state = excluded.state then old.tell_after
          else excluded.tell_after end
      """;

  /**
   * @param notifyAfter the watermark that must pass before a notification may be sent: once all
   *     events have been projected that were in the log when the change was recorded
   */
  private record Row(
      String id,
      String fingerprint,
      long episode,
      String organizationId,
      String service,
      String rule,
      String severity,
      String state,
      String summary,
      List<EventId> because,
      @Nullable String errorCode,
      Instant pendingSince,
      @Nullable Instant startedAt,
      @Nullable Instant resolvedAt,
      @Nullable String acknowledgedBy,
      @Nullable Instant acknowledgedAt,
      @JsonProperty("tell_after") @Nullable Instant notifyAfter,
      Instant updatedAt) {

    static Row of(Alert alert, Instant now) {
      return new Row(
          alert.id(),
          alert.fingerprint(),
          alert.episode(),
          alert.organizationId().value(),
          alert.service().value(),
          alert.rule().toString(),
          alert.severity().toString(),
          alert.state().toString(),
          alert.summary(),
          alert.because(),
          alert.errorCode(),
          alert.pendingSince(),
          alert.startsAt(),
          alert.resolvedAt(),
          alert.acknowledgedBy(),
          alert.acknowledgedAt(),
          alert.state() == AlertState.PENDING ? null : now,
          now);
    }
  }

  private AlertWriter() {}

  /**
   * @param changed in the order of change; only the last change of each episode is written
   */
  static void write(Connection transaction, Collection<Alert> changed, Instant now)
      throws SQLException {
    var latest = new LinkedHashMap<String, Row>();
    changed.forEach(alert -> latest.put(alert.id(), Row.of(alert, now)));
    BulkWriter.write(transaction, UPSERT, latest.values());
  }
}
