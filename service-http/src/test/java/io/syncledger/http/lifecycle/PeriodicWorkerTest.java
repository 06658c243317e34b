package io.syncledger.http.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicWorkerTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void a_task_runs_again_and_again_on_a_named_virtual_thread() {
    var thread = new AtomicBoolean();
    try (var worker =
        PeriodicWorker.every(
            SHORT,
            "test-worker",
            () -> {
              var current = Thread.currentThread();
              thread.set(current.isVirtual() && current.getName().equals("test-worker"));
              runs.incrementAndGet();
            })) {
      worker.start();
      await().until(() -> runs.get() > 2);
    }
    assertThat(thread).isTrue();
  }

  @Test
  void a_failed_run_is_reported_and_followed_by_the_next() {
    List<String> failures = Collections.synchronizedList(new ArrayList<>());
    try (var worker =
        PeriodicWorker.every(
                SHORT,
                "test-worker",
                () -> {
                  if (runs.incrementAndGet() < 3) {
                    throw new Exception("run " + runs.get());
                  }
                })
            .onFailure(failure -> failures.add(failure.getMessage()))) {
      worker.start();
      await().until(() -> runs.get() > 3);
    }
    assertThat(failures).containsExactly("run 1", "run 2");
  }

  @Test
  void an_attempt_ends_the_worker_once_it_succeeds() {
    var worker = PeriodicWorker.untilDone(SHORT, "test-worker", () -> runs.incrementAndGet() == 3);
    worker.start();

    await().until(worker::hasEnded);
    assertThat(runs).hasValue(3);
  }

  @Test
  void a_task_decides_its_own_pace() {
    try (var worker =
        PeriodicWorker.paced(
            LONG, "test-worker", () -> runs.incrementAndGet() < 5 ? Duration.ZERO : LONG)) {
      worker.start();
      await().until(() -> runs.get() == 5);
    }
  }

  @Test
  void closing_interrupts_the_current_run_without_reporting_it() throws InterruptedException {
    var running = new CountDownLatch(1);
    var failures = new AtomicInteger();
    var worker =
        PeriodicWorker.every(
                SHORT,
                "test-worker",
                () -> {
                  running.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException("as some clients report it", e);
                  }
                })
            .onFailure(_ -> failures.incrementAndGet());
    worker.start();
    assertThat(running.await(1, TimeUnit.MINUTES)).isTrue();

    worker.close();

    assertThat(worker.hasEnded()).isTrue();
    assertThat(failures).hasValue(0);
  }

  @Test
  void stopping_lets_the_current_run_end() throws InterruptedException {
    var running = new CountDownLatch(1);
    var ended = new AtomicBoolean();
    var self = new CompletableFuture<PeriodicWorker>();
    var worker =
        PeriodicWorker.every(
            SHORT,
            "test-worker",
            () -> {
              running.countDown();
              await().until(() -> self.join().isStopping());
              ended.set(true);
            });
    self.complete(worker);
    worker.start();
    assertThat(running.await(1, TimeUnit.MINUTES)).isTrue();

    worker.stop(LONG);

    assertThat(ended).isTrue();
    assertThat(worker.hasEnded()).isTrue();
    assertThat(worker.isStopping()).isTrue();
  }

  @Test
  void a_worker_that_never_started_can_be_closed() {
    var worker = PeriodicWorker.every(SHORT, "test-worker", () -> {});

    worker.close();
    worker.stop(SHORT);

    assertThat(worker.hasEnded()).isFalse();
  }
}
