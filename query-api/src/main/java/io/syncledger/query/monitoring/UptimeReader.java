package io.syncledger.query.monitoring;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.query.Percent;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In which share of the hours that saw syncs end one of them succeeded. */
@Singleton
final class UptimeReader {
  static final Duration WITHIN = Duration.ofDays(7);

  private static final String HOURS =
      """
      select count(*) as all_hours, count(*) filter (where successful_syncs > 0) as good_hours
      from sync_metrics
      where organization_id = ? and service = ? and metric_type = 'hourly' and period_start >= ?
        and successful_syncs + failed_syncs > 0
      """;

  private record Hours(long all, long good) {}

  private final Reads reads;

  UptimeReader(Reads reads) {
    this.reads = reads;
  }

  /** In percent, of the last seven days; null when no sync ended in them. */
  @Nullable Double percent(OrganizationId organization, ServiceName service, Instant now) {
    var hours =
        reads
            .list(
                HOURS,
                row -> new Hours(row.getLong("all_hours"), row.getLong("good_hours")),
                organization.value(),
                service.value(),
                now.minus(WITHIN))
            .getFirst();
    return hours.all() == 0 ? null : Percent.of(hours.good(), hours.all());
  }
}
