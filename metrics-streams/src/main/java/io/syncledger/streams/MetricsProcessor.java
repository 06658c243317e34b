package io.syncledger.streams;

import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.Period;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.SyncMetrics;
import io.syncledger.events.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Counts the outcome of a run in the hour, the day and the week that contain its end. All three
 * windows stay open until the retention after the end of the week, so that they always hold the
 * same runs. Then they leave the state, and later outcomes are refused, since they would start the
 * windows again from zero.
 */
final class MetricsProcessor implements Processor<String, RunOutcome, String, byte[]> {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Duration retention;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ProcessorContext<String, byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private ExpiringStateStore<SyncMetrics> windows;

  MetricsProcessor(Duration retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    windows =
        new ExpiringStateStore<>(
            new CachedStateStore<>(
                context.getStateStore(SyncTopology.SYNC_METRICS), SyncMetrics.class),
            context.getStateStore(SyncTopology.METRIC_EXPIRIES),
            window -> endOfWeek(window.key().periodStart()));
    context.schedule(
        RunProcessor.PURGE_INTERVAL,
        PunctuationType.STREAM_TIME,
        time -> windows.purge(horizon(time)));
  }

  @Override
  public void process(Record<String, RunOutcome> ended) {
    if (endOfWeek(ended.value().endedAt()).isBefore(horizon(context.currentStreamTimeMs()))) {
      throw new RefusedEventException("The run ended in a week whose metrics are closed");
    }
    for (var window : MetricsKey.windowsOf(ended.value())) {
      var key = window.toString();
      var before = windows.get(key);
      var after = SyncMetrics.add(before, window, ended.value());
      var json = EventJson.write(after);
      windows.put(key, before, after, json);
      context.forward(ended.withKey(key).withValue(json));
    }
  }

  private static Instant endOfWeek(Instant instant) {
    return Period.WEEKLY.startOf(instant).plus(WEEK);
  }

  private Instant horizon(long time) {
    return Instant.ofEpochMilli(time).minus(retention);
  }
}
