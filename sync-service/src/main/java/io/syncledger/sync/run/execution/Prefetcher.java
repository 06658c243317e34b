package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.WaitListener;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the source on a thread of its own, which a stop may interrupt; interrupting the worker's
 * would cut its connection to the database. The next answers are fetched while one is being stored:
 * two at most wait, so memory stays that of a few pages however long the walk is.
 */
final class Prefetcher<T> implements AutoCloseable {
  private static final int WAITING = 2;

  private final BlockingQueue<Item<T>> queue = new ArrayBlockingQueue<>(WAITING);
  private final WaitListener heard;
  private final Thread fetcher;

  /** What is asked until it answers null. */
  interface ItemSupplier<T> {
    @Nullable T next() throws InterruptedException;
  }

  private sealed interface Item<T> {
    record Fetched<T>(T answer) implements Item<T> {}

    record WaitStarted<T>(Instant until, WaitListener.Reason reason) implements Item<T> {}

    record End<T>() implements Item<T> {}

    record Failed<T>(Throwable failure) implements Item<T> {}
  }

  /**
   * @param source given who asks
   * @param heard is told of waits by whoever takes answers, so that a run has one writer
   */
  Prefetcher(
      RunContext course, Function<RequestContext, ItemSupplier<T>> source, WaitListener heard) {
    this.heard = heard;
    var work = course.task();
    var account = new RequestContext(work.credential(), new Told(course));
    this.fetcher = Thread.ofVirtual().name("sync-fetch").start(() -> fetch(source.apply(account)));
    work.control().onStop(fetcher::interrupt);
  }

  /**
   * The next answer, as soon as there is one.
   *
   * @return empty after the last one, or once stopped
   * @throws RuntimeException what kept it from coming
   */
  Optional<T> next() throws InterruptedException {
    while (true) {
      switch (queue.take()) {
        case Item.Fetched<T>(T answer) -> {
          return Optional.of(answer);
        }
        case Item.WaitStarted<T>(Instant until, WaitListener.Reason reason) ->
            heard.waitingUntil(until, reason);
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

  /** What the client tells on the fetching thread. */
  private final class Told implements WaitListener {
    private final RunContext course;

    Told(RunContext course) {
      this.course = course;
    }

    @Override
    public void waitingUntil(Instant until, Reason reason) {
      try {
        queue.put(new Item.WaitStarted<>(until, reason));
      } catch (InterruptedException e) {
        // The wait itself will see it.
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void requestSent() {
      course.countRequest();
    }
  }

  private void fetch(ItemSupplier<T> source) {
    try {
      for (@Nullable T answer = source.next(); answer != null; answer = source.next()) {
        queue.put(new Item.Fetched<>(answer));
      }
      queue.put(new Item.End<>());
    } catch (InterruptedException e) {
      end(new Item.End<>());
    } catch (Exception | Error e) {
      // Handed over: the worker throws it.
      broken(e);
    }
  }

  private void broken(Throwable failure) {
    try {
      queue.put(new Item.Failed<>(failure));
    } catch (InterruptedException e) {
      end(new Item.Failed<>(failure));
    }
  }

  /** Answers that were not stored count for nothing: whoever goes on gets them again. */
  private void end(Item<T> last) {
    queue.clear();
    queue.add(last);
  }

  /** What is being fetched at this moment is not waited for. */
  @Override
  public void close() {
    fetcher.interrupt();
  }
}
