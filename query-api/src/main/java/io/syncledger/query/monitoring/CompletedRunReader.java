package io.syncledger.query.monitoring;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.query.database.Reads;
import jakarta.inject.Singleton;
import java.util.List;

/** Reads how long the runs that succeeded took. */
@Singleton
final class CompletedRunReader {
  private static final String NEWEST =
      """
      select coalesce(sync_type, 'unknown') as sync_type, duration_ms, records_processed
      from sync_logs
      where organization_id = ? and service = ? and status = 'completed'
      order by id desc, sync_id desc limit ?
      """;

  /** A run that succeeded. */
  record CompletedRun(String syncType, long durationMs, long items) {}

  private final Reads reads;

  CompletedRunReader(Reads reads) {
    this.reads = reads;
  }

  List<CompletedRun> newest(OrganizationId organization, ServiceName service, int limit) {
    return reads.list(
        NEWEST,
        row ->
            new CompletedRun(
                row.getString("sync_type"),
                row.getLong("duration_ms"),
                row.getLong("records_processed")),
        organization.value(),
        service.value(),
        limit);
  }
}
