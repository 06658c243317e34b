package io.syncledger.query.runs;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import io.syncledger.query.HumanFormat;
import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * Time that a run spent on each part of its work. Times are in words; fetching, processing and
 * storing overlap, so they may add up to more than the whole.
 *
 * @param patientsPerSecond with one decimal
 */
@Serdeable
public record PerformanceMetrics(
    String totalDuration,
    String apiFetchTime,
    String processingTime,
    String databaseTime,
    double patientsPerSecond,
    long apiRequests,
    long databaseOperations) {

  static PerformanceMetrics of(RunState run) {
    var completed = run.ending() instanceof SyncCompleted ended ? ended : null;
    long pages = run.progress().sum(resource -> resource.pagesFetched().count());
    return new PerformanceMetrics(
        HumanFormat.preciseDuration(run.duration()),
        time(run, ResourceProgress::apiFetchMs),
        time(run, ResourceProgress::transformMs),
        time(run, ResourceProgress::databaseMs),
        perSecond(run),
        completed == null ? pages : completed.apiRequests(),
        completed == null ? pages : completed.databaseOperations());
  }

  private static String time(RunState run, ToLongFunction<ResourceProgress> milliseconds) {
    return HumanFormat.preciseDuration(Duration.ofMillis(run.progress().sum(milliseconds)));
  }

  private static double perSecond(RunState run) {
    long milliseconds = Math.max(1, run.duration().toMillis());
    return Math.floor(10_000.0 * run.progress().sum(ResourceProgress::processed) / milliseconds)
        / 10;
  }
}
