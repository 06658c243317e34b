package io.syncledger.http.lifecycle;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops scheduled jobs before the beans of a service are destroyed: none is started any more, and
 * running ones end first. Otherwise a job whose bean is already destroyed would create it again, or
 * fail.
 */
@Singleton
final class ScheduledJobsShutdown implements ApplicationEventListener<ShutdownEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledJobsShutdown.class);

  /** A part of the grace period of an orchestrator, which is 30 s with Kubernetes. */
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(5);

  private final ExecutorService jobs;

  ScheduledJobsShutdown(@Named(TaskExecutors.SCHEDULED) ExecutorService jobs) {
    this.jobs = jobs;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    jobs.shutdown();
    try {
      if (!jobs.awaitTermination(GRACE_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "A scheduled job is still running after {}; the service stops without waiting for it",
            GRACE_PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn(
          "Interrupted while scheduled jobs ended; the service stops without waiting for them");
    }
  }
}
