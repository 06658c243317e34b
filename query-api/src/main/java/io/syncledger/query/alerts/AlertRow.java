package io.syncledger.query.alerts;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.WireName;
import io.syncledger.events.alert.Alert;
import io.syncledger.events.alert.AlertState;
import io.syncledger.events.alert.Rule;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_alerts}: one episode of an alert.
 *
 * @param because a JSON array of event ids
 * @param updatedAt when the row last changed
 */
@MappedEntity("sync_alerts")
public record AlertRow(
    @Id String id,
    String fingerprint,
    long episode,
    String organizationId,
    String service,
    String rule,
    String state,
    String summary,
    String because,
    @Nullable String errorCode,
    Instant pendingSince,
    @Nullable Instant startedAt,
    @Nullable Instant resolvedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String incidentId,
    Instant updatedAt) {

  public Alert toAlert() {
    var parsedRule = Rule.parse(rule);
    return new Alert(
        fingerprint,
        new OrganizationId(organizationId),
        new ServiceName(service),
        parsedRule,
        parsedRule.severity(),
        WireName.parse("state", AlertState.class, state),
        episode,
        pendingSince,
        startedAt,
        resolvedAt,
        List.of(EventJson.read(because.getBytes(StandardCharsets.UTF_8), EventId[].class)),
        summary,
        errorCode,
        acknowledgedBy,
        acknowledgedAt,
        incidentId);
  }
}
