package io.syncledger.query.alerts.engine;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.lifecycle.PeriodicWorker;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.query.alerts.AlertRepository;
import io.syncledger.query.alerts.AlertRepository.FiringCount;
import io.syncledger.query.watermark.LogWatermark;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs due evaluations and notifications periodically, concurrently with any number of other
 * instances.
 */
@Singleton
final class AlertLoop implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLoop.class);
  private static final int ROUNDS_BETWEEN_COUNTS = 10;

  private final TimeoutEvaluator timeouts;
  private final AlertNotifier notifier;
  private final LogWatermark logWatermark;
  private final AlertRepository alerts;
  private final AlertMetrics metrics;
  private final AlertSettings settings;
  private final PeriodicWorker worker;
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
    this.worker =
        PeriodicWorker.every(settings.pollInterval(), "alerts", this::runOnce)
            .onFailure(this::onFailure);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    worker.start();
  }

  private void runOnce() {
    var watermark = logWatermark.current();
    evaluateAll(watermark);
    notifyAll(watermark);
    if (rounds++ % ROUNDS_BETWEEN_COUNTS == 0) {
      measureFiring();
    }
    failing = false;
  }

  private void evaluateAll(Instant watermark) {
    int evaluated;
    do {
      evaluated = timeouts.evaluateDue(watermark);
    } while (evaluated == settings.batchSize() && !worker.isStopping());
  }

  private void notifyAll(Instant watermark) {
    AlertNotifier.Batch batch;
    do {
      batch = notifier.notifyDue(watermark);
      metrics.countNotified(batch.sent());
    } while (batch.examined() == settings.batchSize() && !worker.isStopping());
  }

  private void measureFiring() {
    metrics.setFiring(
        alerts.countFiring().stream()
            .collect(Collectors.toMap(count -> Rule.parse(count.rule()), FiringCount::alerts)));
  }

  /** Logs the first failure of a series; the next round catches up. */
  private void onFailure(Exception failure) {
    metrics.countFailure();
    if (!failing) {
      LOG.atWarn()
          .setCause(new RedactedException(failure))
          .log("Alerts are delayed: evaluation failed and is retried");
    }
    failing = true;
  }

  @PreDestroy
  void close() {
    worker.close();
  }
}
