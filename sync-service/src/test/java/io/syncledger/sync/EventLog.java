package io.syncledger.sync;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.SyncEventDeserializer;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.CommittedRecords;
import io.syncledger.testkit.kafka.TestKafka;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads committed events from Kafka. */
public final class EventLog {
  private static final SyncEventDeserializer DESERIALIZER = new SyncEventDeserializer();

  private EventLog() {}

  /** All records of an organization up to now, in the order of the log. */
  public static List<ConsumerRecord<String, byte[]>> records(OrganizationId organization) {
    return records(TestKafka.shared().bootstrapServers(), organization);
  }

  private static List<ConsumerRecord<String, byte[]>> records(
      String bootstrapServers, OrganizationId organization) {
    return CommittedRecords.of(bootstrapServers, Topics.EVENTS.name()).stream()
        .filter(record -> record.key().startsWith(organization + "/"))
        .toList();
  }

  /** The events of an organization. */
  public static List<SyncEvent> events(OrganizationId organization) {
    return events(TestKafka.shared().bootstrapServers(), organization);
  }

  /** The events of an organization in a broker of the test's own. */
  public static List<SyncEvent> events(String bootstrapServers, OrganizationId organization) {
    return records(bootstrapServers, organization).stream()
        .map(record -> DESERIALIZER.deserialize(record.topic(), record.headers(), record.value()))
        .toList();
  }

  /** The state that a run's events add up to. */
  public static RunState fold(List<SyncEvent> events) {
    @Nullable RunState state = null;
    for (var event : events) {
      state = RunState.apply(state, event);
    }
    if (state == null) {
      throw new AssertionError("No events");
    }
    return state;
  }
}
