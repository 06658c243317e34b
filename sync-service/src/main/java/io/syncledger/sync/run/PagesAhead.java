package io.syncledger.sync.run;

import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.cliniko.Walk;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the next pages while one is being stored: two at most wait, so memory stays that of a few
 * pages however long the walk is.
 */
final class PagesAhead implements AutoCloseable {
  private static final int WAITING = 2;

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(WAITING);
  private final Walk walk;
  private final Thread fetcher;

  private sealed interface Item {
    record Fetched(Page page) implements Item {}

    record End() implements Item {}

    record Broken(Throwable failure) implements Item {}
  }

  PagesAhead(Walk walk) {
    this.walk = walk;
    this.fetcher = Thread.ofVirtual().name("sync-fetch").start(this::fetch);
  }

  /**
   * The next page, as soon as there is one.
   *
   * @return empty after the last one, or once interrupted
   * @throws RuntimeException what kept the page from being fetched
   */
  Optional<Page> next() throws InterruptedException {
    return switch (queue.take()) {
      case Item.Fetched(Page page) -> Optional.of(page);
      case Item.End _ -> Optional.empty();
      case Item.Broken(RuntimeException failure) -> throw failure;
      case Item.Broken(Error failure) -> throw failure;
      case Item.Broken(Throwable failure) ->
          throw new IllegalStateException("Fetching ended unexpectedly", failure);
    };
  }

  /** Ends the fetching, also while it waits for leave to send a request. */
  void interrupt() {
    fetcher.interrupt();
  }

  private void fetch() {
    try {
      for (@Nullable Page page = walk.next(); page != null; page = walk.next()) {
        queue.put(new Item.Fetched(page));
      }
      queue.put(new Item.End());
    } catch (InterruptedException e) {
      end(new Item.End());
    } catch (RuntimeException | Error e) {
      // Handed over: the worker throws it.
      broken(e);
    }
  }

  private void broken(Throwable failure) {
    try {
      queue.put(new Item.Broken(failure));
    } catch (InterruptedException e) {
      end(new Item.Broken(failure));
    }
  }

  /** Pages that were not stored count for nothing: whoever walks again gets them again. */
  private void end(Item last) {
    queue.clear();
    queue.add(last);
  }

  /** What is being fetched at this moment is not waited for. */
  @Override
  public void close() {
    fetcher.interrupt();
  }
}
