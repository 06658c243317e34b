package io.syncledger.streams;

import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.SyncMetrics;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Counts the outcome of a run in the hour, the day and the week that its end falls into. */
final class FoldMetrics implements Processor<String, RunOutcome, String, SyncMetrics> {
  /** The longest window: it may still grow for so long after its last change. */
  private static final Duration WEEK = Duration.ofDays(7);

  private final Duration retention;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ProcessorContext<String, SyncMetrics> context;

  @SuppressWarnings("NullAway.Init")
  private ExpiringStore<SyncMetrics> windows;

  FoldMetrics(Duration retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, SyncMetrics> processorContext) {
    context = processorContext;
    windows =
        new ExpiringStore<>(
            context.getStateStore(SyncTopology.SYNC_METRICS),
            context.getStateStore(SyncTopology.METRIC_EXPIRIES),
            SyncMetrics::lastUpdated);
    context.schedule(
        FoldRuns.PURGE_EVERY,
        PunctuationType.STREAM_TIME,
        time -> windows.purge(Instant.ofEpochMilli(time).minus(retention).minus(WEEK)));
  }

  @Override
  public void process(Record<String, RunOutcome> ended) {
    for (var window : MetricsKey.of(ended.value())) {
      var key = window.toString();
      var before = windows.get(key);
      var after = SyncMetrics.add(before, window, ended.value());
      windows.put(key, before, after);
      context.forward(ended.withKey(key).withValue(after));
    }
  }
}
