package io.syncledger.events.fold;

import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.WireName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the success of a run against its own events: pages 1 to N without a gap, as many records
 * as the source announced, {@code fetched = inserted + updated + unchanged + rejected}, and a
 * terminal event with the same sums.
 *
 * @param vanished records that are gone from the source; not counted as fetched
 * @param problems one sentence for each contradiction; empty when proven
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

  /** How many missing pages are listed. */
  public static final int MAX_LISTED_PAGES = 20;

  public Proof {
    problems = List.copyOf(problems);
  }

  public static Proof of(RunState run) {
    var work = run.work();
    return new Proof(
        verdict(run),
        new Pages(
            (int) work.sum(ResourceProgress::pagesExpected),
            (int) work.sum(resource -> resource.pagesFetched().count()),
            work.resources().values().stream()
                .flatMap(resource -> missing(resource).stream())
                .limit(MAX_LISTED_PAGES)
                .toList()),
        new Records(
            work.sum(ResourceProgress::fetched),
            work.sum(ResourceProgress::inserted),
            work.sum(ResourceProgress::updated),
            work.sum(ResourceProgress::unchanged),
            work.sum(ResourceProgress::rejected)),
        work.sum(ResourceProgress::vanished),
        run.status().ended() ? problems(run) : List.of());
  }

  private static Verdict verdict(RunState run) {
    return switch (run.status()) {
      case STARTING, RUNNING, CANCELLED -> Verdict.NOT_FINISHED;
      case COMPLETED -> Verdict.PROVEN;
      case FAILED -> run.ending() instanceof SyncCompleted ? Verdict.UNPROVEN : Verdict.FAILED;
    };
  }

  /** One sentence for each contradiction between the run's events and a success. */
  static List<String> problems(RunState run) {
    var problems = new ArrayList<String>();
    if (run.started() == null) {
      problems.add("The run's start was never reported");
    }
    if (run.anomalies().skipped() > 0) {
      problems.add(run.anomalies().skipped() + " events of the run never arrived");
    }
    run.work().resources().forEach((name, resource) -> problems.addAll(problems(name, resource)));
    problems.addAll(contradictions(run.ending() instanceof SyncCompleted said ? said : null, run));
    return problems;
  }

  private static List<String> problems(String name, ResourceProgress resource) {
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

  private static List<String> contradictions(@Nullable SyncCompleted said, RunState run) {
    if (said == null) {
      return List.of();
    }
    var problems = new ArrayList<String>();
    compare(
        problems,
        "processed",
        said.recordsProcessed(),
        run.work().sum(ResourceProgress::processed));
    compare(problems, "stored", said.recordsSuccess(), run.work().sum(ResourceProgress::stored));
    compare(problems, "rejected", said.recordsFailed(), run.work().sum(ResourceProgress::rejected));
    return problems;
  }

  private static void compare(List<String> problems, String what, long said, long counted) {
    if (said != counted) {
      problems.add(
          "The run says that %d records were %s, but its events add up to %d"
              .formatted(said, what, counted));
    }
  }
}
