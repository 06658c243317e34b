package io.syncledger.streams;

import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.wire.EventJson;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Folds outcomes of runs into the health of their service. */
final class HealthProcessor implements Processor<String, RunOutcome, String, byte[]> {
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ProcessorContext<String, byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private CachedStateStore<Health> states;

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    states =
        new CachedStateStore<>(context.getStateStore(SyncTopology.HEALTH_STATES), Health.class);
  }

  @Override
  public void process(Record<String, RunOutcome> ended) {
    var health = Health.apply(states.get(ended.key()), ended.value());
    var json = EventJson.write(health);
    states.put(ended.key(), health, json);
    context.forward(ended.withValue(json));
  }
}
