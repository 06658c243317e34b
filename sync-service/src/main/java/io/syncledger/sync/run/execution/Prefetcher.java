package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.RequestListener;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from the source on a thread of its own while the worker stores what came before. A stop
 * interrupts that thread only: interrupting the worker's would cut its connection to the database.
 * At most two items wait, so memory stays at a few pages however long the list is.
 */
final class Prefetcher<T> implements AutoCloseable {
  private static final int CAPACITY = 2;

  private final BlockingQueue<Item<T>> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final RequestListener listener;
  private final Thread fetcher;

  /** Supplies items; null ends the stream. */
  interface ItemSupplier<T> {
    @Nullable T next() throws InterruptedException;
  }

  private sealed interface Item<T> {
    record Fetched<T>(T value) implements Item<T> {}

    record WaitStarted<T>(Instant until, RequestListener.Reason reason) implements Item<T> {}

    record End<T>() implements Item<T> {}

    record Failed<T>(Throwable failure) implements Item<T> {}
  }

  /**
   * @param items creates the supplier, given the context of its requests
   * @param listener called by the thread that takes the items, so that a run has one writer
   */
  Prefetcher(
      RunContext context,
      Function<RequestContext, ItemSupplier<T>> items,
      RequestListener listener) {
    this.listener = listener;
    var task = context.task();
    var request = new RequestContext(task.credential(), new QueueingListener(context));
    this.fetcher = Thread.ofVirtual().name("sync-fetch").start(() -> fetch(items.apply(request)));
    task.control().onStop(fetcher::interrupt);
  }

  /**
   * Waits for the next item.
   *
   * @return empty after the last one, or once the run was stopped
   * @throws RuntimeException what made fetching it fail
   */
  Optional<T> next() throws InterruptedException {
    while (true) {
      switch (queue.take()) {
        case Item.Fetched<T>(T value) -> {
          return Optional.of(value);
        }
        case Item.WaitStarted<T>(Instant until, RequestListener.Reason reason) ->
            listener.onWait(until, reason);
        case Item.End<T> _ -> {
          return Optional.empty();
        }
        case Item.Failed<T>(RuntimeException failure) -> throw failure;
        case Item.Failed<T>(Error failure) -> throw failure;
        case Item.Failed<T>(Throwable failure) ->
            throw new IllegalStateException("Fetching ended unexpectedly", failure);
      }
    }
  }

  /** Listens on the fetching thread and passes waits on to the worker. */
  private final class QueueingListener implements RequestListener {
    private final RunContext context;

    QueueingListener(RunContext context) {
      this.context = context;
    }

    @Override
    public void onWait(Instant until, Reason reason) {
      try {
        queue.put(new Item.WaitStarted<>(until, reason));
      } catch (InterruptedException e) {
        // The wait itself will notice.
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onRequest() {
      context.countRequest();
    }
  }

  private void fetch(ItemSupplier<T> items) {
    try {
      for (@Nullable T item = items.next(); item != null; item = items.next()) {
        queue.put(new Item.Fetched<>(item));
      }
      queue.put(new Item.End<>());
    } catch (InterruptedException e) {
      endWith(new Item.End<>());
    } catch (Exception | Error e) {
      // Handed over: the worker throws it.
      fail(e);
    }
  }

  private void fail(Throwable failure) {
    try {
      queue.put(new Item.Failed<>(failure));
    } catch (InterruptedException e) {
      endWith(new Item.Failed<>(failure));
    }
  }

  /** Drops items that were not stored: the next attempt fetches them again. */
  private void endWith(Item<T> last) {
    queue.clear();
    queue.add(last);
  }

  /** Does not wait for a request that is in flight. */
  @Override
  public void close() {
    fetcher.interrupt();
  }
}
