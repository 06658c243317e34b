package io.syncledger.sync;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.SyncEventDeserializer;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.CommittedReader;
import io.syncledger.testkit.kafka.CommittedRecords;
import io.syncledger.testkit.kafka.TestKafka;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads committed events from Kafka. */
public final class EventLog {
  private static final SyncEventDeserializer DESERIALIZER = new SyncEventDeserializer();

  private EventLog() {}

  /** All records of an organization up to now, in the order of the log. */
  public static List<ConsumerRecord<String, byte[]>> records(OrganizationId organization) {
    return SharedLog.records(organization);
  }

  /** The events of an organization. */
  public static List<SyncEvent> events(OrganizationId organization) {
    return records(organization).stream().map(EventLog::event).toList();
  }

  /** The events of an organization in a broker of the test's own. */
  public static List<SyncEvent> events(String bootstrapServers, OrganizationId organization) {
    return CommittedRecords.of(bootstrapServers, Topics.EVENTS.name()).stream()
        .filter(record -> organization(record).equals(organization.value()))
        .map(EventLog::event)
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

  private static String organization(ConsumerRecord<String, byte[]> record) {
    return record.key().substring(0, record.key().indexOf('/'));
  }

  private static SyncEvent event(ConsumerRecord<String, byte[]> record) {
    return DESERIALIZER.deserialize(record.topic(), record.headers(), record.value());
  }

  /** What all tests have written to the shared broker: tests ask often, and each reads on. */
  private static final class SharedLog {
    private static final CommittedReader<byte[]> READER =
        new CommittedReader<>(
            TestKafka.shared().bootstrapServers(),
            Topics.EVENTS.name(),
            new ByteArrayDeserializer());
    private static final Map<String, List<ConsumerRecord<String, byte[]>>> BY_ORGANIZATION =
        new HashMap<>();

    static synchronized List<ConsumerRecord<String, byte[]>> records(OrganizationId organization) {
      READER.readNew(
          record ->
              BY_ORGANIZATION
                  .computeIfAbsent(organization(record), _ -> new ArrayList<>())
                  .add(record));
      return List.copyOf(BY_ORGANIZATION.getOrDefault(organization.value(), List.of()));
    }
  }
}
