package io.syncledger.ingest;

import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.CommittedRecords;
import io.syncledger.testkit.kafka.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the current content of the log of record. */
final class StoredEvents {
  private StoredEvents() {}

  static List<ConsumerRecord<String, byte[]>> of(TestKafka kafka, String organization) {
    return CommittedRecords.of(kafka.bootstrapServers(), Topics.EVENTS.name()).stream()
        .filter(record -> record.key().startsWith(organization + "/"))
        .toList();
  }

  static String header(ConsumerRecord<String, byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
