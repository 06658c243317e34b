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
final class CompletionWaiter {
  private static final Logger LOG = LoggerFactory.getLogger(CompletionWaiter.class);

  private final Map<SyncId, CountDownLatch> waiting = new ConcurrentHashMap<>();
  private final RunHistory runs;
  private volatile boolean released;

  CompletionWaiter(RunHistory runs) {
    this.runs = runs;
  }

  /** Returns when the run has ended, or nobody is to wait any more. */
  void awaitEnd(SyncId syncId) throws InterruptedException {
    var end = waiting.computeIfAbsent(syncId, _ -> new CountDownLatch(1));
    try {
      if (!released) {
        end.await();
      }
    } finally {
      waiting.remove(syncId);
    }
  }

  /** Lets those go whose run has ended. */
  void releaseEnded() {
    var waited = Set.copyOf(waiting.keySet());
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
    Set.copyOf(waiting.keySet()).forEach(this::release);
  }

  private void release(SyncId syncId) {
    var end = waiting.get(syncId);
    if (end != null) {
      end.countDown();
    }
  }
}
