package io.syncledger.query.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.fold.Health;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link HistoryView} whose runs come from the database as finished JSON.
 *
 * @param recentSyncs a JSON array
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record HistoryBody(
    String organizationId,
    long totalSyncs,
    long successfulSyncs,
    long failedSyncs,
    @Nullable Instant lastSyncAt,
    @Nullable Instant lastSuccessfulSyncAt,
    double averageSyncDurationSeconds,
    @JsonRawValue String recentSyncs) {

  /**
   * @param services the health of each service of the organization
   * @param recent a JSON array of the latest runs, newest first
   */
  static HistoryBody of(OrganizationId organization, List<Health> services, String recent) {
    long successful = services.stream().mapToLong(Health::successfulSyncs).sum();
    long failed = services.stream().mapToLong(Health::failedSyncs).sum();
    long durationMs = services.stream().mapToLong(Health::totalDurationMs).sum();
    return new HistoryBody(
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
