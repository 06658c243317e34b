package io.syncledger.sync.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.syncledger.sync.outbox.OutboxRepository.Backlog;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the outbox small and its backlog visible. */
@Context // its gauges are there from the start
final class OutboxMaintenance {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxMaintenance.class);

  /** Beyond this many rows the backlog is not counted further. */
  private static final int COUNTED = 100_000;

  private static final int PURGED_AT_ONCE = 5_000;

  private final OutboxRepository rows;
  private final OutboxSettings settings;
  private final Clock clock;
  private volatile Backlog backlog = Backlog.NONE;

  OutboxMaintenance(
      OutboxRepository rows, OutboxSettings settings, Clock clock, MeterRegistry meters) {
    this.rows = rows;
    this.settings = settings;
    this.clock = clock;
    Gauge.builder("syncledger.outbox.backlog", this, upkeep -> upkeep.backlog.events())
        .description("Events committed and not yet in Kafka")
        .register(meters);
    Gauge.builder("syncledger.outbox.oldest.timestamp.seconds", this, OutboxMaintenance::oldest)
        .description("When the oldest of them was committed; 0 when there is none")
        .register(meters);
  }

  private double oldest() {
    var oldest = backlog.oldest();
    return oldest == null ? 0 : oldest.toEpochMilli() / 1_000.0;
  }

  @Scheduled(fixedDelay = "5s", initialDelay = "5s")
  void measure() {
    attempt(() -> backlog = rows.measureBacklog(COUNTED));
  }

  @Scheduled(fixedDelay = "1m", initialDelay = "1m")
  void purge() {
    attempt(this::purgeAll);
  }

  private static void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("The outbox's upkeep must wait for the next time: {}", e.getClass().getName());
    }
  }

  private void purgeAll() {
    var before = clock.instant().minus(settings.retention());
    int deleted;
    do {
      deleted = rows.deletePublishedBefore(before, PURGED_AT_ONCE);
    } while (deleted == PURGED_AT_ONCE);
  }
}
