package io.syncledger.query.runs;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.ProgressSummary;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code GET /api/v1/sync/progress/{sync_id}} and of the stream's frames.
 *
 * @param attempt 1 for the first
 * @param retryOf the failed run that this one is the next attempt of
 * @param nextAttempt the number of the attempt that was announced after this failed run
 * @param resources in the order in which they are fetched
 */
@Serdeable
public record ProgressView(
    String syncId,
    String organizationId,
    String service,
    String status,
    double progressPercentage,
    String currentStep,
    int totalSteps,
    int completedSteps,
    Instant startedAt,
    @Nullable Instant estimatedCompletion,
    long recordsProcessed,
    @Nullable Long recordsTotal,
    String currentOperation,
    int attempt,
    @Nullable String retryOf,
    @Nullable Integer nextAttempt,
    @Nullable Instant nextRetryAt,
    List<Resource> resources,
    List<String> errors) {

  /**
   * Progress of one resource.
   *
   * @param recordsTotal null until the source has reported it
   * @param recordsArchived how many of the processed records the source has archived
   */
  @Serdeable
  public record Resource(
      String resource, long recordsProcessed, @Nullable Long recordsTotal, long recordsArchived) {

    static Resource of(Map.Entry<String, ResourceProgress> entry) {
      var progress = entry.getValue();
      return new Resource(
          entry.getKey(), progress.processed(), progress.announced(), progress.archived());
    }
  }

  public static ProgressView of(RunState run) {
    var progress = ProgressSummary.of(run);
    var started = run.started();
    var retry = run.retry();
    return new ProgressView(
        run.syncId().value(),
        run.organizationId().value(),
        run.service().value(),
        run.status().toString(),
        run.progressPercentage(),
        progress.currentStep(),
        progress.totalSteps(),
        progress.completedSteps(),
        run.startedAt(),
        progress.estimatedCompletion(),
        progress.recordsProcessed(),
        progress.recordsTotal(),
        progress.currentOperation(),
        started == null ? 1 : started.attempt(),
        started == null || started.retryOf() == null ? null : started.retryOf().value(),
        retry == null ? null : retry.attempt(),
        retry == null ? null : retry.nextRetryAt(),
        run.progress().inPlanOrder().stream().map(Resource::of).toList(),
        RunErrors.messages(run));
  }
}
