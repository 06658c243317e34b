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

/** What the projection counts: records = applied + skipped. */
@Singleton
final class ProjectionMetrics {
  private final Counter batches;
  private final Counter applied;
  private final Counter skipped;
  private final Counter failures;
  private final Timer latency;

  ProjectionMetrics(MeterRegistry registry) {
    batches = registry.counter("syncledger.projection.batches");
    applied = registry.counter("syncledger.projection.records");
    skipped = registry.counter("syncledger.projection.skipped");
    failures = registry.counter("syncledger.projection.failures");
    latency =
        Timer.builder("syncledger.projection.latency")
            .description("From an event to the run's row that shows it")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofMinutes(1))
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
