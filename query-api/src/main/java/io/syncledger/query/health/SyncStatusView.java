package io.syncledger.query.health;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.ProgressSummary;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.HumanFormat;
import io.syncledger.query.runs.RunErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/sync-status/{organization_id}}: how the syncs are going, for
 * people.
 *
 * @param progress of the active run, in whole percent; null without one
 * @param eta in words; null while unknown
 */
@Serdeable
public record SyncStatusView(
    String status,
    @Nullable Integer progress,
    @Nullable String eta,
    @Nullable Instant lastSuccessfulSync,
    @Nullable String lastSuccessfulSyncHuman,
    String dataFreshness,
    boolean syncRecommended,
    List<String> warnings) {

  /**
   * @param latest the organization's latest run; null before the first
   * @param health null before the first run has ended
   * @param interval how often a sync is expected
   */
  public static SyncStatusView of(
      @Nullable RunState latest, @Nullable Health health, Duration interval, Instant now) {
    var status = status(latest);
    var success = health == null ? null : health.lastSuccess();
    var freshness = freshness(success, interval, now);
    var live = latest == null || latest.status().ended() ? null : latest;
    return new SyncStatusView(
        status,
        live == null ? null : (int) live.progressPercentage(),
        live == null ? null : eta(ProgressSummary.of(live).estimatedCompletion(), now),
        success,
        success == null ? null : HumanFormat.timeAgo(success, now),
        freshness,
        live == null && (!status.equals("idle") || !freshness.equals("fresh")),
        warnings(latest, health));
  }

  private static String status(@Nullable RunState latest) {
    if (latest == null) {
      return "never_synced";
    }
    return switch (latest.status()) {
      case STARTING, RUNNING -> "syncing";
      case FAILED -> "failed";
      case COMPLETED, CANCELLED -> "idle";
    };
  }

  /** Fresh for one interval after a success, ageing for another, then stale. */
  private static String freshness(@Nullable Instant success, Duration interval, Instant now) {
    if (success == null || success.plus(interval.multipliedBy(2)).isBefore(now)) {
      return "stale";
    }
    return success.plus(interval).isBefore(now) ? "aging" : "fresh";
  }

  private static @Nullable String eta(@Nullable Instant completion, Instant now) {
    if (completion == null) {
      return null;
    }
    var left = Duration.between(now, completion);
    return left.toMinutes() > 0
        ? left.toMinutes() + " min"
        : Math.max(1, left.toSeconds()) + " sec";
  }

  private static List<String> warnings(@Nullable RunState latest, @Nullable Health health) {
    var warnings = new ArrayList<String>();
    if (latest != null && latest.status() == RunStatus.FAILED) {
      warnings.add("The last sync failed: " + RunErrors.failureMessage(latest));
    }
    if (latest != null && latest.retry() != null) {
      var retry = latest.retry();
      warnings.add(
          "Attempt %d begins at %s"
              .formatted(retry.attempt(), EventJson.INSTANT.format(retry.nextRetryAt())));
    }
    if (health != null && Boolean.FALSE.equals(health.credentialsValid())) {
      warnings.add("The source refuses the credentials; replace them");
    }
    if (health != null && health.consecutiveFailures() >= Health.UNHEALTHY_FAILURES) {
      warnings.add(health.consecutiveFailures() + " syncs in a row have failed");
    }
    return List.copyOf(warnings);
  }
}
