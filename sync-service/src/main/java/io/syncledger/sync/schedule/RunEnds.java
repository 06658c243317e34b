package io.syncledger.sync.schedule;

import io.syncledger.events.SyncId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the ends of runs, whichever instance ends them: one look at the table for all. */
@Singleton
final class RunEnds {
  private static final Logger LOG = LoggerFactory.getLogger(RunEnds.class);

  private final Map<SyncId, CountDownLatch> awaited = new ConcurrentHashMap<>();
  private final PastRuns runs;
  private volatile boolean released;

  RunEnds(PastRuns runs) {
    this.runs = runs;
  }

  /** Returns when the run has ended, or nobody is to wait any more. */
  void await(SyncId syncId) throws InterruptedException {
    var end = awaited.computeIfAbsent(syncId, _ -> new CountDownLatch(1));
    try {
      if (!released) {
        end.await();
      }
    } finally {
      awaited.remove(syncId);
    }
  }

  /** Lets those go whose run has ended. */
  void look() {
    var waited = Set.copyOf(awaited.keySet());
    if (waited.isEmpty()) {
      return;
    }
    try {
      var live = runs.live(waited);
      waited.stream().filter(syncId -> !live.contains(syncId)).forEach(this::release);
    } catch (RuntimeException e) {
      LOG.warn("The ends of syncs could not be looked for: {}", e.getClass().getName());
    }
  }

  /** Lets all go that wait, and all that would. */
  void release() {
    released = true;
    Set.copyOf(awaited.keySet()).forEach(this::release);
  }

  private void release(SyncId syncId) {
    var end = awaited.get(syncId);
    if (end != null) {
      end.countDown();
    }
  }
}
