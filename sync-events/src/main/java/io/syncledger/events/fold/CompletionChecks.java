package io.syncledger.events.fold;

import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncStarted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the events of a completed run with each other and with the totals that it reported. */
final class CompletionChecks {
  /** The maximum number of missing pages that one sentence lists. */
  static final int MAX_LISTED_PAGES = 20;

  private CompletionChecks() {}

  /**
   * Returns one sentence for each problem; none if the events agree with a successful run.
   *
   * @param started null when the first event never arrived
   * @param completed the terminal event with the reported totals; null when there is none
   */
  static List<String> problems(
      @Nullable SyncStarted started,
      Anomalies anomalies,
      RunProgress progress,
      @Nullable SyncCompleted completed) {
    var problems = new ArrayList<String>();
    if (started == null) {
      problems.add("The run's start was never reported");
    }
    if (anomalies.skipped() > 0) {
      problems.add(anomalies.skipped() + " events of the run never arrived");
    }
    progress
        .resources()
        .forEach((name, resource) -> problems.addAll(resourceProblems(name, resource)));
    problems.addAll(totalProblems(completed, progress));
    return problems;
  }

  private static List<String> resourceProblems(String name, ResourceProgress resource) {
    var problems = new ArrayList<String>();
    if (resource.planned() != null && !resource.started()) {
      problems.add("The run set out to fetch " + name + ", but no page of them arrived");
    }
    var missing = missing(resource);
    if (!missing.isEmpty()) {
      problems.add("Pages of " + name + " never arrived: " + missing);
    }
    int repeated = resource.pagesFetched().repeated() + resource.pagesStored().repeated();
    if (repeated > 0) {
      problems.add("Pages of " + name + " were reported twice: " + repeated);
    }
    if (resource.fetched() != resource.processed()) {
      problems.add(
          "%d %s were fetched, but inserted + updated + unchanged + rejected is %d"
              .formatted(resource.fetched(), name, resource.processed()));
    }
    var announced = resource.recordsTotal();
    if (announced != null && announced != resource.fetched()) {
      problems.add(
          "The source has %d %s, but %d were fetched"
              .formatted(announced, name, resource.fetched()));
    }
    return problems;
  }

  private static List<Integer> missing(ResourceProgress resource) {
    return resource.pagesFetched().missing(resource.pagesExpected(), MAX_LISTED_PAGES);
  }

  private static List<String> totalProblems(
      @Nullable SyncCompleted completed, RunProgress progress) {
    if (completed == null) {
      return List.of();
    }
    var problems = new ArrayList<String>();
    compare(
        problems,
        "processed",
        completed.recordsProcessed(),
        progress.sum(ResourceProgress::processed));
    compare(problems, "stored", completed.recordsSuccess(), progress.sum(ResourceProgress::stored));
    compare(
        problems, "rejected", completed.recordsFailed(), progress.sum(ResourceProgress::rejected));
    return problems;
  }

  private static void compare(List<String> problems, String what, long reported, long counted) {
    if (reported != counted) {
      problems.add(
          "The run says that %d records were %s, but its events add up to %d"
              .formatted(reported, what, counted));
    }
  }
}
