package io.syncledger.events.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as people watch it: a pure reading of {@link RunState}.
 *
 * @param recordsTotal the known amount of work; null while the source has not said
 * @param estimatedCompletion at the rate so far; null while unknown and after the end
 */
public record Progress(
    String currentStep,
    String currentOperation,
    int totalSteps,
    int completedSteps,
    long recordsProcessed,
    @Nullable Long recordsTotal,
    @Nullable Instant estimatedCompletion) {

  /** Connecting, fetching, processing, storing. */
  public static final int STEPS = 4;

  public static Progress of(RunState run) {
    long processed = run.work().sum(ResourceProgress::processed);
    long expected = run.work().sum(ResourceProgress::expected);
    boolean known = !run.work().resources().isEmpty();
    return new Progress(
        step(run),
        operation(run),
        STEPS,
        completedSteps(run),
        processed,
        known ? expected : null,
        run.status().ended() || processed == 0 ? null : estimate(run, processed, expected));
  }

  private static String step(RunState run) {
    return switch (run.status()) {
      case STARTING -> "Connecting to " + run.service();
      case RUNNING -> (run.work().allFetched() ? "Storing " : "Fetching ") + current(run);
      case COMPLETED -> "Completed";
      case FAILED -> "Failed";
      case CANCELLED -> "Cancelled";
    };
  }

  private static String operation(RunState run) {
    if (run.status() != RunStatus.RUNNING || run.work().resources().isEmpty()) {
      return step(run);
    }
    var resource = run.work().resources().get(current(run));
    return resource == null
        ? step(run)
        : "Syncing %s: page %d of %d"
            .formatted(current(run), resource.pagesStored().count(), resource.pagesExpected());
  }

  /** The resource in work: the first that is not done, else the last. */
  private static String current(RunState run) {
    var resources = run.work().resources();
    return resources.entrySet().stream()
        .filter(entry -> entry.getValue().processed() < entry.getValue().expected())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(resources.isEmpty() ? "records" : resources.lastKey());
  }

  private static int completedSteps(RunState run) {
    if (run.status() == RunStatus.COMPLETED) {
      return STEPS;
    }
    if (run.work().resources().isEmpty()) {
      return 0;
    }
    return run.work().allFetched() ? STEPS - 1 : 1;
  }

  private static Instant estimate(RunState run, long processed, long expected) {
    var elapsed = Duration.between(run.startedAt(), run.lastEventAt());
    return run.lastEventAt()
        .plusMillis(elapsed.toMillis() * Math.max(0, expected - processed) / processed);
  }
}
