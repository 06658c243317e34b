package io.syncledger.query.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.syncledger.events.wire.Topics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The metrics of the projection; records read = applied + skipped. */
@Singleton
final class ProjectionMetrics {
  /** Fixed limits of the buckets, so that the histograms of several instances can be added up. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1)
  };

  private final Counter batches;
  private final Counter applied;
  private final Counter skipped;
  private final Counter failures;
  private final Timer latency;

  ProjectionMetrics(MeterRegistry registry) {
    batches = counter(registry, "batches", "Transactions in which records became rows");
    applied = counter(registry, "records.applied", "Records that have become rows");
    skipped = counter(registry, "records.skipped", "Records that the database refused");
    failures = counter(registry, "failures", "Times that the projection stopped and began again");
    latency =
        Timer.builder("syncledger.projection.latency")
            .description("From an event to the run's row that shows it")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String what, String description) {
    return Counter.builder("syncledger.projection." + what)
        .description(description)
        .register(registry);
  }

  void written(List<ConsumerRecord<String, byte[]>> records, Instant now) {
    batches.increment();
    applied.increment(records.size());
    records.stream()
        .filter(record -> record.topic().equals(Topics.RUNS.name()))
        .map(record -> Duration.between(Instant.ofEpochMilli(record.timestamp()), now))
        .forEach(latency::record);
  }

  void skipped() {
    skipped.increment();
  }

  void failed() {
    failures.increment();
  }
}
