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
 * Ends scheduled jobs before a service stops: none is begun any more, and one at work ends before
 * what it needs is gone. Left alone, a job whose bean is gone already is made anew, or fails at
 * that.
 */
@Singleton
final class ScheduledJobsShutdown implements ApplicationEventListener<ShutdownEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledJobsShutdown.class);

  /** A part of what an orchestrator grants a service to stop: 30 s with Kubernetes. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ExecutorService jobs;

  ScheduledJobsShutdown(@Named(TaskExecutors.SCHEDULED) ExecutorService jobs) {
    this.jobs = jobs;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    jobs.shutdown();
    try {
      if (!jobs.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "A scheduled job is still at work after {}; the service stops beside it", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while scheduled jobs ended; the service stops beside them");
    }
  }
}
