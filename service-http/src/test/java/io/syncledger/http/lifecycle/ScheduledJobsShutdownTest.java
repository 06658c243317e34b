package io.syncledger.http.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.scheduling.processor.ScheduledMethodProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduledJobsShutdownTest {
  private static final CountDownLatch started = new CountDownLatch(1);
  private static final CountDownLatch destroyed = new CountDownLatch(1);
  private static final CountDownLatch ranAfterDestruction = new CountDownLatch(1);

  @Test
  void no_job_runs_once_a_service_closes_its_beans() throws InterruptedException {
    try (var _ = ApplicationContext.run(Map.of("spec.name", "ScheduledJobsShutdownTest"), "test")) {
      assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(destroyed.getCount()).isZero();
    assertThat(ranAfterDestruction.getCount()).isOne();
  }

  @Singleton
  @Requires(property = "spec.name", value = "ScheduledJobsShutdownTest")
  static class Job {
    /** Depends on what starts jobs, so that the job is destroyed first. */
    Job(ScheduledMethodProcessor ignored) {}

    /** Runs most of the time. */
    @Scheduled(fixedDelay = "1ms")
    void run() throws InterruptedException {
      started.countDown();
      if (destroyed.await(50, TimeUnit.MILLISECONDS)) {
        ranAfterDestruction.countDown();
      }
    }

    @PreDestroy
    void stop() throws InterruptedException {
      destroyed.countDown();
      var unused = ranAfterDestruction.await(200, TimeUnit.MILLISECONDS);
    }
  }
}
