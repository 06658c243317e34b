package io.syncledger.streams;

import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunOutcome;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Folds the outcomes of runs into the health of their service. */
final class FoldHealth implements Processor<String, RunOutcome, String, Health> {
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ProcessorContext<String, Health> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Health> states;

  @Override
  public void init(ProcessorContext<String, Health> processorContext) {
    context = processorContext;
    states = context.getStateStore(SyncTopology.HEALTH_STATES);
  }

  @Override
  public void process(Record<String, RunOutcome> ended) {
    var health = Health.apply(states.get(ended.key()), ended.value());
    states.put(ended.key(), health);
    context.forward(ended.withValue(health));
  }
}
