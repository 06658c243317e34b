package io.syncledger.query.health;

import io.syncledger.events.fold.Health;
import io.syncledger.query.HumanFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Derives the reported status of a service from its projected health and the lag of the views: once
 * they lag too much the status is unknown, and the last good one is not repeated.
 *
 * @param interval how often a sync is expected
 * @param lag of the views, if it is too great to report a status; otherwise null
 */
record HealthAssessment(Duration interval, @Nullable Duration lag) {
  private static final Duration NEVER_COMPLETE = Duration.ofDays(365);

  Health.Status status(ServiceHealth service) {
    return lag == null ? service.status() : Health.Status.UNKNOWN;
  }

  boolean isHealthy(ServiceHealth service) {
    var health = service.health();
    return health != null && status(service) != Health.Status.UNKNOWN && health.isHealthy();
  }

  /** The reason why the status is unknown; null if it is known. */
  @Nullable String unknownReason(ServiceHealth service) {
    if (lag != null) {
      return lag.compareTo(NEVER_COMPLETE) > 0
          ? "The views have not been complete yet since the start"
          : "The views are " + HumanFormat.duration(lag) + " behind the log";
    }
    return service.status() == Health.Status.UNKNOWN ? "No sync has ended yet" : null;
  }

  /** Describes the events that would change the status. */
  String wouldTurnBack(ServiceHealth service) {
    var health = service.health();
    if (lag != null) {
      return "The status is known again once the views have caught up with the log";
    }
    if (health == null) {
      return "The status is known once a sync has ended";
    }
    return switch (health.status()) {
      case UNKNOWN -> "The status is known once a sync has succeeded or failed";
      case HEALTHY -> failures(Health.UNHEALTHY_FAILURES) + " in a row would make it unhealthy";
      case DEGRADED ->
          success(health)
              + "; "
              + failures(Health.UNHEALTHY_FAILURES - health.consecutiveFailures())
              + " more in a row would make it unhealthy";
      case UNHEALTHY -> success(health);
    };
  }

  private static String success(Health health) {
    return Boolean.FALSE.equals(health.credentialsValid())
        ? "New credentials, since the source refuses these, and one successful sync"
            + " would make it healthy"
        : "One successful sync would make it healthy";
  }

  private static String failures(int count) {
    return count == 1 ? "1 failed sync" : count + " failed syncs";
  }
}
