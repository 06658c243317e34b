package io.syncledger.query.progress;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.fold.Progress;
import io.syncledger.events.fold.RunState;
import io.syncledger.query.run.RunErrors;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code GET /api/v1/sync/progress/{sync_id}} and of the stream's frames. */
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
    List<String> errors) {

  public static ProgressView of(RunState run) {
    var progress = Progress.of(run);
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
        RunErrors.of(run));
  }
}
