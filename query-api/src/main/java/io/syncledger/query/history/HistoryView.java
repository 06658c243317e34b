package io.syncledger.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/sync/history/{organization_id}}. Totals count runs that succeeded
 * or failed.
 *
 * @param recentSyncs a JSON array of {@link Entry}, as it stands in the table
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HistoryView(
    String organizationId,
    long totalSyncs,
    long successfulSyncs,
    long failedSyncs,
    @Nullable Instant lastSyncAt,
    @Nullable Instant lastSuccessfulSyncAt,
    double averageSyncDurationSeconds,
    @JsonRawValue @ArraySchema(schema = @Schema(implementation = Entry.class)) String recentSyncs) {

  /** One run. Stands in the table as it is answered, with its nulls. */
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
          run.work().sum(ResourceProgress::processed),
          run.work().sum(ResourceProgress::stored),
          run.work().sum(ResourceProgress::rejected),
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
      return run.work().resources().getOrDefault(resource, ResourceProgress.NONE).processed();
    }
  }

  /**
   * @param services the health of each service of the organisation
   * @param recent a JSON array of the latest runs, newest first
   */
  static HistoryView of(OrganizationId organization, List<Health> services, String recent) {
    long successful = services.stream().mapToLong(Health::successfulSyncs).sum();
    long failed = services.stream().mapToLong(Health::failedSyncs).sum();
    long durationMs = services.stream().mapToLong(Health::totalDurationMs).sum();
    return new HistoryView(
        organization.value(),
        successful + failed,
        successful,
        failed,
        latest(services, Health::lastSync),
        latest(services, Health::lastSuccess),
        successful + failed == 0 ? 0 : durationMs / 1000.0 / (successful + failed),
        recent);
  }

  private static @Nullable Instant latest(
      List<Health> services, Function<Health, @Nullable Instant> instant) {
    return services.stream()
        .map(instant)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
