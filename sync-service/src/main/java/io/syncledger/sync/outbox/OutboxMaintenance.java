package io.syncledger.sync.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.syncledger.sync.outbox.OutboxRepository.Backlog;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes published rows after the retention and measures the backlog for metrics. */
@Context // registers its gauges at startup
final class OutboxMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxMaintenance.class);

  /** Counting stops here, so that the statement stays cheap. */
  private static final int COUNT_LIMIT = 100_000;

  private static final int PURGE_BATCH_SIZE = 5_000;

  private final OutboxRepository repository;
  private final OutboxSettings settings;
  private final Clock clock;
  private volatile Backlog backlog = Backlog.NONE;

  OutboxMaintenance(
      OutboxRepository repository, OutboxSettings settings, Clock clock, MeterRegistry meters) {
    this.repository = repository;
    this.settings = settings;
    this.clock = clock;
    Gauge.builder("syncledger.outbox.backlog", this, maintenance -> maintenance.backlog.events())
        .description("Events committed and not yet in Kafka")
        .register(meters);
    Gauge.builder(
            "syncledger.outbox.oldest.timestamp.seconds",
            this,
            OutboxMaintenance::oldestEpochSeconds)
        .description("When the oldest of them was committed; 0 when there is none")
        .register(meters);
  }

  private double oldestEpochSeconds() {
    var oldest = backlog.oldest();
    return oldest == null ? 0 : oldest.toEpochMilli() / 1_000.0;
  }

  @Scheduled(fixedDelay = "5s", initialDelay = "5s")
  void measure() {
    runSafely(() -> backlog = repository.measureBacklog(COUNT_LIMIT));
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void purge() {
    runSafely(this::purgeAll);
  }

  private static void runSafely(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Outbox maintenance failed and is repeated later: {}", e.getClass().getName());
    }
  }

  private void purgeAll() {
    var before = clock.instant().minus(settings.retention());
    int deleted;
    do {
      deleted = repository.deletePublishedBefore(before, PURGE_BATCH_SIZE);
    } while (deleted == PURGE_BATCH_SIZE);
  }
}
