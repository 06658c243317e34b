package io.syncledger.query.alerts.engine;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.query.alerts.AlertRepository;
import io.syncledger.query.alerts.AlertRepository.FiringCount;
import io.syncledger.query.watermark.LogWatermark;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs due evaluations and notifications again and again, beside any number of other instances that
 * do the same.
 */
@Singleton
final class AlertLoop implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLoop.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final int ROUNDS_BETWEEN_COUNTS = 10;

  private final TimeoutEvaluator timeouts;
  private final AlertNotifier notifier;
  private final LogWatermark logWatermark;
  private final AlertRepository alerts;
  private final AlertMetrics metrics;
  private final AlertSettings settings;
  private final Thread thread = Thread.ofVirtual().name("alerts").unstarted(this::run);
  private boolean failing;
  private long rounds;

  AlertLoop(
      TimeoutEvaluator timeouts,
      AlertNotifier notifier,
      LogWatermark logWatermark,
      AlertRepository alerts,
      AlertMetrics metrics,
      AlertSettings settings) {
    this.timeouts = timeouts;
    this.notifier = notifier;
    this.logWatermark = logWatermark;
    this.alerts = alerts;
    this.metrics = metrics;
    this.settings = settings;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        runOnce();
        TimeUnit.MILLISECONDS.sleep(settings.pollInterval().toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("Stopped");
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      var watermark = logWatermark.current();
      while (timeouts.evaluateDue(watermark) == settings.batchSize()) {
        throwIfInterrupted();
      }
      AlertNotifier.Batch batch;
      do {
        throwIfInterrupted();
        batch = notifier.notifyDue(watermark);
        metrics.countNotified(batch.sent());
      } while (batch.examined() == settings.batchSize());
      if (rounds++ % ROUNDS_BETWEEN_COUNTS == 0) {
        measureFiring();
      }
      failing = false;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) { // also checked exceptions that a transaction throws undeclared
      onFailure(e);
    }
  }

  private void measureFiring() {
    metrics.setFiring(
        alerts.countFiring().stream()
            .collect(Collectors.toMap(count -> Rule.parse(count.rule()), FiringCount::alerts)));
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Logs the first failure of a series; the next round catches up. */
  private void onFailure(Exception failure) throws InterruptedException {
    throwIfInterrupted();
    metrics.countFailure();
    if (!failing) {
      LOG.atWarn()
          .setCause(new RedactedException(failure))
          .log("Alerts are delayed: evaluation failed and is retried");
    }
    failing = true;
  }

  @PreDestroy
  void close() throws InterruptedException {
    thread.interrupt();
    if (thread.isAlive() && !thread.join(CLOSE_WITHIN)) {
      LOG.info("The alert transaction in progress is rolled back");
    }
  }
}
