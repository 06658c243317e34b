package io.syncledger.query.alerts;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.EventId;
import io.syncledger.events.alert.Alert;
import io.syncledger.query.HumanFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One episode of an alert.
 *
 * @param id of the episode; the id to acknowledge it by
 * @param startedAt when it started to fire; null while it is pending
 * @param startedAtHuman the same in words, such as {@code 2 hours ago}
 * @param durationSeconds how long it fired, or has fired so far
 * @param because ids of the events it fires for, oldest first
 * @param incidentId the incident that groups it with alerts of other organizations
 */
@Serdeable
public record AlertView(
    String id,
    String fingerprint,
    long episode,
    String organizationId,
    String service,
    String rule,
    String severity,
    String state,
    String summary,
    @Nullable Instant startedAt,
    @Nullable String startedAtHuman,
    @Nullable Instant resolvedAt,
    long durationSeconds,
    List<String> because,
    @Nullable String errorCode,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String incidentId) {

  public static AlertView of(Alert alert, Instant now) {
    var since = alert.startsAt();
    return new AlertView(
        alert.id(),
        alert.fingerprint(),
        alert.episode(),
        alert.organizationId().value(),
        alert.service().value(),
        alert.rule().toString(),
        alert.severity().toString(),
        alert.state().toString(),
        alert.summary(),
        since,
        since == null ? null : HumanFormat.timeAgo(since, now),
        alert.resolvedAt(),
        since == null ? 0 : seconds(since, alert.resolvedAt() == null ? now : alert.resolvedAt()),
        alert.because().stream().map(EventId::toString).toList(),
        alert.errorCode(),
        alert.acknowledgedBy(),
        alert.acknowledgedAt(),
        alert.incidentId());
  }

  private static long seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toSeconds());
  }
}
