package io.syncledger.events.fold;

import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.WireName;
import java.util.List;

/**
 * Checks the success of a run against its own events: pages 1 to N without a gap, as many records
 * as the source announced, {@code fetched = inserted + updated + unchanged + rejected}, and a
 * terminal event with the same sums.
 *
 * @param vanished records that are gone from the source; not counted as fetched
 * @param problems one sentence for each problem; empty when proven
 */
public record Proof(
    Verdict verdict, Pages pages, Records records, long vanished, List<String> problems) {

  /** The result of the check. */
  public enum Verdict {
    PROVEN,
    UNPROVEN,
    NOT_FINISHED,
    FAILED;

    /** The wire form. */
    @Override
    public String toString() {
      return WireName.of(this);
    }
  }

  /**
   * @param missing the first {@link #MAX_LISTED_PAGES} missing pages
   */
  public record Pages(int expected, int seen, List<Integer> missing) {}

  public record Records(long fetched, long inserted, long updated, long unchanged, long rejected) {}

  /** The maximum number of missing pages listed. */
  public static final int MAX_LISTED_PAGES = CompletionChecks.MAX_LISTED_PAGES;

  public Proof {
    problems = List.copyOf(problems);
  }

  public static Proof of(RunState run) {
    var progress = run.progress();
    return new Proof(
        verdict(run),
        new Pages(
            (int) progress.sum(ResourceProgress::pagesExpected),
            (int) progress.sum(resource -> resource.pagesFetched().count()),
            progress.resources().values().stream()
                .flatMap(
                    resource ->
                        resource
                            .pagesFetched()
                            .missing(resource.pagesExpected(), MAX_LISTED_PAGES)
                            .stream())
                .limit(MAX_LISTED_PAGES)
                .toList()),
        new Records(
            progress.sum(ResourceProgress::fetched),
            progress.sum(ResourceProgress::inserted),
            progress.sum(ResourceProgress::updated),
            progress.sum(ResourceProgress::unchanged),
            progress.sum(ResourceProgress::rejected)),
        progress.sum(ResourceProgress::vanished),
        run.status().ended() ? problems(run) : List.of());
  }

  private static Verdict verdict(RunState run) {
    return switch (run.status()) {
      case STARTING, RUNNING, CANCELLED -> Verdict.NOT_FINISHED;
      case COMPLETED -> Verdict.PROVEN;
      case FAILED -> run.ending() instanceof SyncCompleted ? Verdict.UNPROVEN : Verdict.FAILED;
    };
  }

  private static List<String> problems(RunState run) {
    var completed = run.ending() instanceof SyncCompleted end ? end : null;
    return CompletionChecks.problems(run.started(), run.anomalies(), run.progress(), completed);
  }
}
