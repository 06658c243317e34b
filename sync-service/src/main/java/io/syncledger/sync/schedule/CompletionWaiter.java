package io.syncledger.sync.schedule;

import io.syncledger.events.SyncId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Lets threads wait until runs have ended, on any instance. One query polls the table for all
 * waiting threads.
 */
@Singleton
final class CompletionWaiter {
  private final Map<SyncId, CountDownLatch> waiting = new ConcurrentHashMap<>();
  private final RunHistory history;
  private volatile boolean closed;

  CompletionWaiter(RunHistory history) {
    this.history = history;
  }

  /** Returns when the run has ended, or when {@link #close} ends all waiting. */
  void awaitEnd(SyncId syncId) throws InterruptedException {
    var end = waiting.computeIfAbsent(syncId, _ -> new CountDownLatch(1));
    try {
      if (!closed) {
        end.await();
      }
    } finally {
      waiting.remove(syncId);
    }
  }

  /** Looks which runs have ended and releases the threads that wait for them. */
  void releaseEnded() {
    var awaited = Set.copyOf(waiting.keySet());
    if (awaited.isEmpty()) {
      return;
    }
    var live = history.live(awaited);
    awaited.stream().filter(syncId -> !live.contains(syncId)).forEach(this::release);
  }

  /** Releases all waiting threads; later calls do not wait. */
  void close() {
    closed = true;
    Set.copyOf(waiting.keySet()).forEach(this::release);
  }

  private void release(SyncId syncId) {
    var end = waiting.get(syncId);
    if (end != null) {
      end.countDown();
    }
  }
}
