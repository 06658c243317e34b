package io.syncledger.sync.run.walk;

import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How far a worker has come with its run; its thread's alone, but for the count of requests. */
final class Course {
  private final Work work;
  private final Map<String, Checkpoint> reached;
  private final Map<ClinikoResource, Long> vanished = new EnumMap<>(ClinikoResource.class);
  private final AtomicLong requests = new AtomicLong();
  private Tally tally = Tally.NONE;

  /**
   * @param reached by this run's earlier attempts
   */
  Course(Work work, Map<String, Checkpoint> reached) {
    this.work = work;
    this.reached = new HashMap<>(reached);
  }

  Work work() {
    return work;
  }

  Tally tally() {
    return tally.asked(requests.get());
  }

  @Nullable Checkpoint at(Step step) {
    return reached.get(step.name());
  }

  boolean done(Step step) {
    var checkpoint = at(step);
    return checkpoint != null && checkpoint.done();
  }

  void reach(Checkpoint checkpoint) {
    reached.merge(checkpoint.step(), checkpoint, (before, now) -> now.after(before));
  }

  void pass(ClinikoResource list) {
    tally = tally.pass(list);
  }

  /** A request was sent, by whatever thread. */
  void requestSent() {
    requests.incrementAndGet();
  }

  void count(Tally now) {
    tally = now;
  }

  /** How many of the list's records were found to be gone. */
  long vanished(ClinikoResource list) {
    return vanished.getOrDefault(list, 0L);
  }

  void vanish(ClinikoResource list, long more) {
    vanished.merge(list, more, Long::sum);
  }
}
