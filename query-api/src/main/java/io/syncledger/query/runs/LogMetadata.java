package io.syncledger.query.runs;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncFailure;
import io.syncledger.events.fold.ProgressSummary;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.query.HumanFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a run: the column {@code sync_logs.metadata}.
 *
 * @param syncType the operation type, under the name that existing clients read
 * @param estimatedRemaining in words; null while unknown and after the end
 * @param successRate stored records in percent of the records known to exist, with one decimal;
 *     null before the end
 * @param errorType the failure's code; null unless the run failed
 * @param retryRecommended whether a retry can help; null unless the run failed
 * @param solution what a person should do; null when a retry can help
 * @param attempt 1 for the first
 * @param retryOf the failed run that this one is the next attempt of
 * @param nextRetryAt when the attempt that was announced after this failed run begins
 * @param resources the result of each resource, in the order in which they are fetched
 */
@Serdeable
public record LogMetadata(
    @Nullable Long patientsFound,
    long patientsStored,
    @Nullable Long appointmentsFound,
    long appointmentsStored,
    String syncType,
    int currentPage,
    int totalPages,
    double progressPercent,
    @Nullable String estimatedRemaining,
    @Nullable Double successRate,
    List<String> errors,
    @Nullable String errorType,
    @Nullable Boolean retryRecommended,
    @Nullable String solution,
    int attempt,
    @Nullable String retryOf,
    @Nullable Instant nextRetryAt,
    List<ResourceLog> resources,
    PerformanceMetrics performanceMetrics) {

  /**
   * @param operationType as the log shows it beside the metadata
   */
  static LogMetadata of(RunState run, String operationType) {
    var work = run.progress();
    var patients = work.resources().getOrDefault("patients", ResourceProgress.EMPTY);
    var appointments = work.resources().getOrDefault("appointments", ResourceProgress.EMPTY);
    var started = run.started();
    boolean failed = run.status() == RunStatus.FAILED;
    var failure = run.ending() instanceof SyncFailed ended ? ended.failure() : null;
    return new LogMetadata(
        patients.announced(),
        patients.stored(),
        appointments.announced(),
        appointments.stored(),
        operationType,
        (int) work.sum(resource -> resource.pagesStored().count()),
        (int) work.sum(ResourceProgress::pagesExpected),
        run.progressPercentage(),
        remaining(run.lastEventAt(), ProgressSummary.of(run).estimatedCompletion()),
        run.status().ended() ? successRate(run) : null,
        RunErrors.rejectionMessages(run),
        RunErrors.failureCode(run),
        failed ? failure == null || failure.retryable() : null,
        failure == null ? null : solution(failure),
        started == null ? 1 : started.attempt(),
        started == null || started.retryOf() == null ? null : started.retryOf().value(),
        run.retry() == null ? null : run.retry().nextRetryAt(),
        work.inPlanOrder().stream().map(ResourceLog::of).toList(),
        PerformanceMetrics.of(run));
  }

  private static @Nullable String remaining(Instant now, @Nullable Instant completion) {
    return completion == null ? null : HumanFormat.duration(Duration.between(now, completion));
  }

  private static double successRate(RunState run) {
    long expected = run.progress().sum(ResourceProgress::expected);
    long stored = run.progress().sum(ResourceProgress::stored);
    if (expected == 0) {
      return run.status() == RunStatus.COMPLETED ? 100 : 0;
    }
    return Math.floor(1000.0 * stored / expected) / 10;
  }

  private static @Nullable String solution(SyncFailure failure) {
    return switch (failure.errorType()) {
      case AUTHENTICATION_FAILED -> "Replace the API key: the source refuses it";
      case CREDENTIALS_NOT_FOUND -> "Enter the organization's API key";
      case BAD_REQUEST -> "Report this: the source does not understand the request";
      case RATE_LIMITED, SOURCE_UNAVAILABLE, INVALID_DATA, DATABASE_ERROR, STALE, UNKNOWN -> null;
    };
  }
}
