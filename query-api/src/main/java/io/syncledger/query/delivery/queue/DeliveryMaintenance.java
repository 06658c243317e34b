package io.syncledger.query.delivery.queue;

import io.micronaut.scheduling.annotation.Scheduled;
import io.syncledger.query.delivery.DeliverySettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old notifications and measures the backlog of deliveries. */
@Singleton
final class DeliveryMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryMaintenance.class);
  private static final int PURGE_BATCH = 1_000;

  private final DeliveryRepository deliveries;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  DeliveryMaintenance(
      DeliveryRepository deliveries,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      Clock clock) {
    this.deliveries = deliveries;
    this.settings = settings;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "5s", initialDelay = "5s")
  void measureBacklog() {
    runSafely(() -> metrics.setBacklog(deliveries.backlog()));
  }

  @Scheduled(
      fixedDelay = "${syncledger.query-api.delivery.purge-interval:10m}",
      initialDelay = "${syncledger.query-api.delivery.purge-interval:1m}")
  void purge() {
    runSafely(this::purgeAll);
  }

  private static void runSafely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Delivery maintenance failed and is retried later: {}", e.getClass().getName());
    }
  }

  private void purgeAll() {
    var before = clock.instant().minus(settings.retention());
    int purged;
    do {
      purged = deliveries.purge(before, PURGE_BATCH);
    } while (purged == PURGE_BATCH);
  }
}
