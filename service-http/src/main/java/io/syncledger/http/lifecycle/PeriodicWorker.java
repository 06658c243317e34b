package io.syncledger.http.lifecycle;

import io.syncledger.http.problem.RedactedException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a task on one virtual thread of its own, with a pause between two runs. A failed run does
 * not end the loop: it is reported, and the next run follows after a pause.
 */
public final class PeriodicWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicWorker.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  /** A task that is repeated. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  /** A task that decides when it runs next. */
  @FunctionalInterface
  public interface PacedTask {
    /**
     * Runs once.
     *
     * @return the pause before the next run; null ends the worker
     */
    @Nullable Duration run() throws Exception;
  }

  private final PacedTask task;
  private final Duration pauseAfterFailure;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private Consumer<Exception> failureHandler = this::logFirst;
  private boolean failing;

  private PeriodicWorker(String name, Duration pauseAfterFailure, PacedTask task) {
    this.task = task;
    this.pauseAfterFailure = pauseAfterFailure;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
  }

  /** Runs the task, pauses, and runs it again. */
  public static PeriodicWorker every(Duration pause, String name, Task task) {
    return paced(
        pause,
        name,
        () -> {
          task.run();
          return pause;
        });
  }

  /** Runs the attempt until it returns true. */
  public static PeriodicWorker untilDone(Duration pause, String name, Callable<Boolean> attempt) {
    return paced(pause, name, () -> attempt.call() ? null : pause);
  }

  /** Lets the task decide how long to pause, except after a failure. */
  public static PeriodicWorker paced(Duration pauseAfterFailure, String name, PacedTask task) {
    return new PeriodicWorker(name, pauseAfterFailure, task);
  }

  /**
   * Replaces the handling of failures; must be called before the start. By default, only the first
   * of a series of failures is logged, without its message, which may quote data.
   */
  public PeriodicWorker onFailure(Consumer<Exception> handler) {
    failureHandler = handler;
    return this;
  }

  public void start() {
    thread.start();
  }

  /** Whether the worker is stopping; a long task checks this from time to time. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Whether the loop has ended, on request or on its own. */
  public boolean hasEnded() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  private void loop() {
    try {
      Duration pause;
      do {
        pause = runOnce();
      } while (pause != null && !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("{} was interrupted", thread.getName());
    }
  }

  private @Nullable Duration runOnce() throws InterruptedException {
    try {
      var pause = task.run();
      failing = false;
      return pause;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (!isStopping()) { // else it failed because it was interrupted
        failureHandler.accept(e);
        failing = true;
      }
      return pauseAfterFailure;
    }
  }

  private void logFirst(Exception failure) {
    if (!failing) {
      LOG.atWarn()
          .setCause(new RedactedException(failure))
          .log("{} failed; it runs again after a pause", thread.getName());
    }
  }

  /** Interrupts the current run and waits up to five seconds for it to end. */
  @Override
  public void close() {
    stopping.countDown();
    thread.interrupt();
    if (!joined(CLOSE_WITHIN)) {
      LOG.warn("{} did not stop in time", thread.getName());
    }
  }

  /** Lets the current run end within the grace period and interrupts it after that. */
  public void stop(Duration grace) {
    stopping.countDown();
    if (!joined(grace)) {
      LOG.info("{} is interrupted: it did not end within {}", thread.getName(), grace);
      thread.interrupt();
    }
  }

  /** Whether the thread ended within that time, or was never started. */
  private boolean joined(Duration within) {
    try {
      return thread.getState() == Thread.State.NEW || thread.join(within);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
