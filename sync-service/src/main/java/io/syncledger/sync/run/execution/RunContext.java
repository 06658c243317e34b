package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.source.SourceResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run in execution: its checkpoints and totals. Confined to the worker's thread, but
 * for the count of requests.
 */
final class RunContext {
  private final RunTask task;
  private final Map<String, Checkpoint> checkpoints;
  private final Map<SourceResource, Long> vanished = new LinkedHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private RunTotals totals = RunTotals.ZERO;

  /**
   * @param checkpoints of this run's earlier attempts
   */
  RunContext(RunTask task, Map<String, Checkpoint> checkpoints) {
    this.task = task;
    this.checkpoints = new HashMap<>(checkpoints);
  }

  RunTask task() {
    return task;
  }

  RunTotals totals() {
    return totals.withRequests(requests.get());
  }

  @Nullable Checkpoint checkpoint(Step step) {
    return checkpoints.get(step.name());
  }

  boolean isDone(Step step) {
    var checkpoint = checkpoint(step);
    return checkpoint != null && checkpoint.done();
  }

  void addCheckpoint(Checkpoint checkpoint) {
    checkpoints.merge(checkpoint.step(), checkpoint, (before, now) -> now.mergedWith(before));
  }

  /** Begins another pass over a list. */
  void beginPass(SourceResource resource) {
    totals = totals.nextPass(resource);
  }

  /** Counts a sent request; may be called from any thread. */
  void countRequest() {
    requests.incrementAndGet();
  }

  void updateTotals(RunTotals now) {
    totals = now;
  }

  /** How many of the list's records this run has marked as vanished. */
  long vanishedCount(SourceResource resource) {
    return vanished.getOrDefault(resource, 0L);
  }

  void addVanished(SourceResource resource, long more) {
    vanished.merge(resource, more, Long::sum);
  }
}
