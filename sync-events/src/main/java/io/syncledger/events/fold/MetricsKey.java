package io.syncledger.events.fold;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The key of one metrics window of one service of one organization. */
public record MetricsKey(
    OrganizationId organizationId, ServiceName service, Period period, Instant periodStart) {

  /** The windows in which a run counts: those that contain its end. */
  public static List<MetricsKey> windowsOf(RunOutcome run) {
    return Stream.of(Period.values())
        .map(
            period ->
                new MetricsKey(
                    run.key().organizationId(),
                    run.key().service(),
                    period,
                    period.startOf(run.endedAt())))
        .toList();
  }

  /** The wire form {@code organization_id/service/period/start}. */
  @Override
  public String toString() {
    return organizationId + "/" + service + "/" + period + "/" + periodStart;
  }
}
