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
 * Runs a task again and again on one virtual thread of its own, with a pause between two runs. A
 * failed run does not end the loop: it is reported, and the next run follows after a pause.
 */
public final class PeriodicWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeriodicWorker.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  /** A task that is due again and again. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  /** A task that decides itself when it is due next. */
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
   * Replaces what happens with a failure; to be called before the start. Without it the first of a
   * series of failures is logged, without its message, which may quote data.
   */
  public PeriodicWorker onFailure(Consumer<Exception> handler) {
    failureHandler = handler;
    return this;
  }

  public void start() {
    thread.start();
  }

  /** Whether the worker is to stop; a task that takes long asks now and then. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Whether the loop has ended, for whatever reason. */
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

  /** Interrupts the run in hand and waits for its end, five seconds at most. */
  @Override
  public void close() {
    stopping.countDown();
    thread.interrupt();
    if (!joined(CLOSE_WITHIN)) {
      LOG.warn("{} did not stop in time", thread.getName());
    }
  }

  /** Lets the run in hand end within the grace period, and interrupts it after that. */
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
