package io.syncledger.query.health;

import io.syncledger.events.ServiceName;
import io.syncledger.events.fold.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The projected health of a service.
 *
 * @param health null before the first run has ended
 * @param activeErrors failures since the last success that are not marked as resolved, up to 100
 * @param nextAttempt when the attempt announced after the latest failure is to begin; null when
 *     there is none
 */
public record ServiceHealth(
    ServiceName service,
    @Nullable Health health,
    int activeErrors,
    @Nullable Instant nextAttempt,
    List<ActiveAlert> alerts) {

  /**
   * The time at which the next sync is due: the announced attempt, or one interval after the last
   * run. Null when none will start on its own, because no run has ended yet or the source refuses
   * the credentials.
   */
  @Nullable Instant nextSync(Duration interval) {
    if (health == null || Boolean.FALSE.equals(health.credentialsValid())) {
      return null;
    }
    boolean announced = nextAttempt != null && !nextAttempt.isBefore(health.lastSync());
    return announced ? nextAttempt : health.lastSync().plus(interval);
  }

  /** The status that the projected runs give, however far the views are behind. */
  public Health.Status status() {
    return health == null ? Health.Status.UNKNOWN : health.status();
  }
}
