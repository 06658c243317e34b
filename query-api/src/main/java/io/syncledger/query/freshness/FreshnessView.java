package io.syncledger.query.freshness;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.query.HumanFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/monitoring/{organization_id}/{service}/freshness}.
 *
 * @param dataTypes by name
 */
@Serdeable
public record FreshnessView(
    String organizationId, String service, List<DataTypeFreshness> dataTypes) {

  /**
   * Age of one type of data. Data that was checked within the interval is fresh, even if nothing in
   * it has changed for a long time.
   *
   * @param lastChangedAt when a sync last inserted, updated or removed any of it
   * @param ageSeconds since that change; null when nothing has changed yet
   * @param lastCheckedAt when a sync last compared any of it with the source
   * @param state fresh within the expected interval after a check, aging within twice the interval,
   *     then stale
   */
  @Serdeable
  public record DataTypeFreshness(
      String dataType,
      @Nullable Instant lastChangedAt,
      @Nullable String lastChangedAtHuman,
      @Nullable Long ageSeconds,
      Instant lastCheckedAt,
      String lastCheckedAtHuman,
      long expectedIntervalSeconds,
      String state) {

    static DataTypeFreshness of(DataFreshness type, Duration interval, Instant now) {
      var changed = type.lastChangedAt();
      return new DataTypeFreshness(
          type.resource(),
          changed,
          changed == null ? null : HumanFormat.timeAgo(changed, now),
          changed == null ? null : Math.max(0, Duration.between(changed, now).toSeconds()),
          type.lastCheckedAt(),
          HumanFormat.timeAgo(type.lastCheckedAt(), now),
          interval.toSeconds(),
          state(Duration.between(type.lastCheckedAt(), now), interval));
    }

    private static String state(Duration age, Duration interval) {
      if (age.compareTo(interval) <= 0) {
        return "fresh";
      }
      return age.compareTo(interval.multipliedBy(2)) <= 0 ? "aging" : "stale";
    }
  }
}
