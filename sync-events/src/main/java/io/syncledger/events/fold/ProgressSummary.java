package io.syncledger.events.fold;

import static java.util.Objects.requireNonNull;

import io.syncledger.events.DelayReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run as users see it, derived from its {@link RunState} alone.
 *
 * @param recordsTotal how many records there are to process; null while that is unknown
 * @param estimatedCompletion extrapolated from the rate so far; null while unknown and after the
 *     end
 */
public record ProgressSummary(
    String currentStep,
    String currentOperation,
    int totalSteps,
    int completedSteps,
    long recordsProcessed,
    @Nullable Long recordsTotal,
    @Nullable Instant estimatedCompletion) {

  /** Connecting, fetching, processing, storing. */
  public static final int TOTAL_STEPS = 4;

  public static ProgressSummary of(RunState run) {
    long processed = run.progress().sum(ResourceProgress::processed);
    boolean known =
        run.progress().resources().values().stream().anyMatch(ResourceProgress::hasKnownSize);
    return new ProgressSummary(
        step(run),
        operation(run),
        TOTAL_STEPS,
        completedSteps(run),
        processed,
        known ? run.progress().sum(ResourceProgress::expected) : null,
        run.status().ended() || processed == 0 ? null : estimate(run));
  }

  private static String step(RunState run) {
    var delay = run.delay();
    if (delay != null) {
      return waiting(run, delay.reason());
    }
    return switch (run.status()) {
      case STARTING -> "Connecting to " + run.service();
      case RUNNING ->
          (run.progress().allFetched() ? "Storing " : "Fetching ")
              + run.progress().currentResource().map(ProgressSummary::words).orElse("records");
      case COMPLETED -> "Completed";
      case FAILED -> "Failed";
      case CANCELLED -> "Cancelled";
    };
  }

  private static String waiting(RunState run, DelayReason reason) {
    return switch (reason) {
      case RATE_LIMITED -> "Waiting for " + run.service() + "'s rate limit";
      case SOURCE_UNAVAILABLE -> "Waiting for " + run.service() + " to answer again";
    };
  }

  private static String operation(RunState run) {
    if (run.status() != RunStatus.RUNNING) {
      return step(run);
    }
    return run.progress()
        .currentResource()
        .map(name -> operation(run, name))
        .orElseGet(() -> step(run));
  }

  private static String operation(RunState run, String name) {
    var resource = requireNonNull(run.progress().resources().get(name));
    var syncing = "Syncing " + words(name);
    return resource.started()
        ? "%s: page %d of %d"
            .formatted(syncing, resource.pagesStored().count(), resource.pagesExpected())
        : syncing;
  }

  private static String words(String resource) {
    return resource.replace('_', ' ');
  }

  private static int completedSteps(RunState run) {
    if (run.status() == RunStatus.COMPLETED) {
      return TOTAL_STEPS;
    }
    if (run.status() == RunStatus.STARTING || run.progress().resources().isEmpty()) {
      return 0;
    }
    return run.progress().allFetched() ? TOTAL_STEPS - 1 : 1;
  }

  /** Extrapolates the rate so far, from the end of the current wait if there is one. */
  private static Instant estimate(RunState run) {
    var elapsed = Duration.between(run.startedAt(), run.lastEventAt());
    double share = run.progress().fractionDone();
    var left = Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - share) / share));
    var delay = run.delay();
    return delay != null && delay.until().isAfter(run.lastEventAt())
        ? delay.until().plus(left)
        : run.lastEventAt().plus(left);
  }
}
