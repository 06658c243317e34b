package io.syncledger.systemtests.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Alternates between two processes in turns so short that both see the same machine speed, without
 * competing for it.
 */
final class AlternatingProcesses implements AutoCloseable {
  private static final Duration TURN = Duration.ofMillis(250);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> changes;
  private long running;
  private long paused;

  private AlternatingProcesses(long working, long waiting) {
    this.running = working;
    this.paused = waiting;
    this.changes =
        clock.scheduleAtFixedRate(this::switchOver, 0, TURN.toMillis(), TimeUnit.MILLISECONDS);
  }

  static AlternatingProcesses between(long one, long other) {
    return new AlternatingProcesses(one, other);
  }

  private void switchOver() {
    signal("STOP", running);
    signal("CONT", paused);
    long stopped = running;
    running = paused;
    paused = stopped;
  }

  private static void signal(String name, long process) {
    try {
      int status = new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("No signal " + name + " for process " + process);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Interrupted while two processes took turns", e);
    }
  }

  /**
   * Resumes both processes.
   *
   * @throws IllegalStateException if the alternation failed
   */
  @Override
  public void close() {
    clock.close();
    signal("CONT", paused);
    if (changes.state() == Future.State.FAILED) {
      throw new IllegalStateException("No turns were taken", changes.exceptionNow());
    }
  }
}
