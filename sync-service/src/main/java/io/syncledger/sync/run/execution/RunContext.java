package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.SourceResource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How far a worker has come with its run; its thread's alone, but for the count of requests. */
final class RunContext {
  private final RunTask work;
  private final Map<String, Checkpoint> reached;
  private final Map<SourceResource, Long> vanished = new HashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private RunTotals tally = RunTotals.ZERO;

  /**
   * @param reached by this run's earlier attempts
   */
  RunContext(RunTask work, Map<String, Checkpoint> reached) {
    this.work = work;
    this.reached = new HashMap<>(reached);
  }

  RunTask task() {
    return work;
  }

  RunTotals totals() {
    return tally.withRequests(requests.get());
  }

  @Nullable Checkpoint checkpoint(Step step) {
    return reached.get(step.name());
  }

  boolean isDone(Step step) {
    var checkpoint = checkpoint(step);
    return checkpoint != null && checkpoint.done();
  }

  void addCheckpoint(Checkpoint checkpoint) {
    reached.merge(checkpoint.step(), checkpoint, (before, now) -> now.mergedWith(before));
  }

  void beginPass(SourceResource list) {
    tally = tally.nextPass(list);
  }

  /** A request was sent, by whatever thread. */
  void countRequest() {
    requests.incrementAndGet();
  }

  void updateTotals(RunTotals now) {
    tally = now;
  }

  /** How many of the list's records were found to be gone. */
  long deletedCount(SourceResource list) {
    return vanished.getOrDefault(list, 0L);
  }

  void addDeleted(SourceResource list, long more) {
    vanished.merge(list, more, Long::sum);
  }
}
