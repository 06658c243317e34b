package io.syncledger.query.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/sync/history/{organization_id}}, as clients read it; {@link
 * HistoryBody} is how it is written. Totals count runs that succeeded or failed.
 */
@Serdeable
public record HistoryView(
    String organizationId,
    long totalSyncs,
    long successfulSyncs,
    long failedSyncs,
    @Nullable Instant lastSyncAt,
    @Nullable Instant lastSuccessfulSyncAt,
    double averageSyncDurationSeconds,
    List<Entry> recentSyncs) {

  /** One run. The table stores it exactly as it is shown, including its nulls. */
  @Serdeable
  public record Entry(
      String syncId,
      String service,
      Instant startedAt,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant completedAt,
      String status,
      long recordsProcessed,
      long recordsSuccess,
      long recordsFailed,
      Metadata metadata) {

    public static Entry of(RunState run) {
      return new Entry(
          run.syncId().value(),
          run.service().value(),
          run.startedAt(),
          run.endedAt(),
          run.status().toString(),
          run.progress().sum(ResourceProgress::processed),
          run.progress().sum(ResourceProgress::stored),
          run.progress().sum(ResourceProgress::rejected),
          Metadata.of(run));
    }
  }

  /**
   * @param syncType the mode, or the operation type of a run without one
   */
  @Serdeable
  public record Metadata(String syncType, long patientsProcessed, long appointmentsProcessed) {

    static Metadata of(RunState run) {
      return new Metadata(
          syncType(run), processed(run, "patients"), processed(run, "appointments"));
    }

    private static String syncType(RunState run) {
      var started = run.started();
      if (started == null) {
        return "unknown";
      }
      return started.mode() == null ? started.operationType() : started.mode().toString();
    }

    private static long processed(RunState run, String resource) {
      return run.progress().resources().getOrDefault(resource, ResourceProgress.EMPTY).processed();
    }
  }
}
