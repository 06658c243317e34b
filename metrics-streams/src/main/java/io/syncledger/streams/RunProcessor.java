package io.syncledger.streams;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.telemetry.TraceHeaders;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Folds events into the state of runs and forwards the outcome when a run ends. A run leaves the
 * state when no event of it has arrived for the retention; an older event of an unknown run is
 * refused, since it would look like a new run.
 */
final class RunProcessor implements Processor<String, SyncEvent, String, Object> {
  static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

  /**
   * Brokers reject records of a megabyte, and a rejected record would block the whole partition.
   */
  private static final int STATE_MAX_BYTES = 256 * 1024;

  private final Duration retention;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ProcessorContext<String, Object> context;

  @SuppressWarnings("NullAway.Init")
  private ExpiringStateStore<RunState> runs;

  RunProcessor(Duration retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
    runs =
        new ExpiringStateStore<>(
            new CachedStateStore<>(context.getStateStore(SyncTopology.RUN_STATES), RunState.class),
            context.getStateStore(SyncTopology.RUN_EXPIRIES),
            RunState::lastEventAt);
    context.schedule(
        PURGE_INTERVAL, PunctuationType.STREAM_TIME, time -> runs.purge(horizon(time)));
  }

  @Override
  public void process(Record<String, SyncEvent> received) {
    var event = received.value();
    var stream = event.envelope().key().toString();
    if (!stream.equals(received.key())) {
      throw new RefusedEventException("The key is not the event's organization_id/service");
    }
    var key = stream + "/" + event.envelope().syncId();
    var horizon = horizon(context.currentStreamTimeMs());
    var stored = runs.get(key);
    // An expired state counts as gone, so that the result does not depend on when it is purged.
    var before = stored == null || stored.lastEventAt().isBefore(horizon) ? null : stored;
    if (before == null && !RunState.canStartRun(event)) {
      return;
    }
    if (before == null && received.timestamp() < horizon.toEpochMilli()) {
      throw new RefusedEventException("The event is older than " + retention + " and of no run");
    }
    var after = RunState.apply(before, event);
    if (!after.equals(before)) {
      var json = EventJson.write(after);
      if (json.length > STATE_MAX_BYTES) {
        throw new RefusedEventException("The event makes the state of its run too large");
      }
      runs.put(key, stored, after, json);
      var traced = received.withHeaders(TraceHeaders.traceOnly(received.headers()));
      context.forward(
          traced.withKey(after.syncId().value()).withValue((Object) json), SyncTopology.RUNS);
      RunOutcome.between(before, after).ifPresent(outcome -> end(traced.withValue(outcome)));
    }
  }

  private void end(Record<String, RunOutcome> outcome) {
    context.forward(outcome, SyncTopology.FOLD_HEALTH);
    context.forward(outcome, SyncTopology.FOLD_METRICS);
  }

  private Instant horizon(long time) {
    return Instant.ofEpochMilli(time).minus(retention);
  }
}
