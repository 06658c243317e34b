package io.syncledger.events.alert;

import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.Sha256;
import io.syncledger.events.StreamKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One episode of one rule for one service of one organization.
 *
 * @param fingerprint follows from rule, organization and service
 * @param episode 1, 2, 3 …; a resolved one is never reopened
 * @param pendingSince when the rule started to fire
 * @param startsAt when the alert started to fire; null while it is pending
 * @param because the events that make the rule fire, oldest first; after the alert is resolved,
 *     those of its last evaluation
 * @param errorCode the error code of the failures that make it fire; null for other rules
 * @param acknowledgedBy the subject of the token that acknowledged it
 * @param incidentId the incident that it belongs to; null when it belongs to none
 */
public record Alert(
    String fingerprint,
    OrganizationId organizationId,
    ServiceName service,
    Rule rule,
    Severity severity,
    AlertState state,
    long episode,
    Instant pendingSince,
    @Nullable Instant startsAt,
    @Nullable Instant resolvedAt,
    List<EventId> because,
    String summary,
    @Nullable String errorCode,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String incidentId) {

  private static final int FINGERPRINT_BYTES = 8;

  public Alert {
    because = List.copyOf(because);
  }

  /** Identifies a rule of a service by 16 hexadecimal digits. */
  public static String fingerprint(Rule rule, StreamKey key) {
    var text = rule + "|" + key.organizationId() + "|" + key.service();
    return Sha256.hex(text, FINGERPRINT_BYTES);
  }

  /** The id of the episode in the API: {@code fingerprint-episode}. */
  public String id() {
    return fingerprint + "-" + episode;
  }

  public StreamKey key() {
    return new StreamKey(organizationId, service);
  }

  /**
   * The latest episode after one more evaluation of its rule.
   *
   * @param before null when the rule has never fired
   * @param hold how long the rule must fire before the alert does
   * @return null while the rule has never fired
   */
  static @Nullable Alert nextState(
      @Nullable Alert before,
      Rule rule,
      StreamKey key,
      RuleResult result,
      Duration hold,
      Instant now) {
    if (before == null || before.state == AlertState.RESOLVED) {
      return result.fires()
          ? newEpisode(before, rule, key, result, now).fire(result, hold, now)
          : before;
    }
    return result.fires() ? before.fire(result, hold, now) : before.resolve(now);
  }

  private static Alert newEpisode(
      @Nullable Alert before, Rule rule, StreamKey key, RuleResult result, Instant now) {
    return new Alert(
        fingerprint(rule, key),
        key.organizationId(),
        key.service(),
        rule,
        rule.severity(),
        AlertState.PENDING,
        before == null ? 1 : before.episode + 1,
        now,
        null,
        null,
        result.because(),
        result.summary(),
        result.errorCode(),
        null,
        null,
        null);
  }

  private Alert fire(RuleResult result, Duration hold, Instant now) {
    boolean fires = state == AlertState.FIRING || !now.isBefore(pendingSince.plus(hold));
    return new Alert(
        fingerprint,
        organizationId,
        service,
        rule,
        severity,
        fires ? AlertState.FIRING : AlertState.PENDING,
        episode,
        pendingSince,
        fires && startsAt == null ? now : startsAt,
        null,
        result.because(),
        result.summary(),
        result.errorCode(),
        acknowledgedBy,
        acknowledgedAt,
        incidentId);
  }

  private Alert resolve(Instant now) {
    return new Alert(
        fingerprint,
        organizationId,
        service,
        rule,
        severity,
        AlertState.RESOLVED,
        episode,
        pendingSince,
        startsAt,
        now,
        because,
        summary,
        errorCode,
        acknowledgedBy,
        acknowledgedAt,
        incidentId);
  }

  /** Only the first acknowledgement counts, and only while the alert fires. */
  Alert acknowledge(String by, Instant at) {
    return state != AlertState.FIRING || acknowledgedBy != null
        ? this
        : annotated(by, at, incidentId);
  }

  /** The same alert as part of that incident, or of none. */
  public Alert withIncident(@Nullable String incident) {
    return annotated(acknowledgedBy, acknowledgedAt, incident);
  }

  private Alert annotated(@Nullable String by, @Nullable Instant at, @Nullable String incident) {
    return new Alert(
        fingerprint,
        organizationId,
        service,
        rule,
        severity,
        state,
        episode,
        pendingSince,
        startsAt,
        resolvedAt,
        because,
        summary,
        errorCode,
        by,
        at,
        incident);
  }
}
