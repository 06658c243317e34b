package io.syncledger.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.wire.Topic;
import io.syncledger.testkit.kafka.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The records that a transaction writes, on a broker of its own. */
@SuppressWarnings("FutureReturnValueIgnored") // what was not sent is missed by what is read
class CompactingProducerTest {
  private static final Topic<byte[]> STATES = topic("states", Topic.Retention.COMPACTED);
  private static final Topic<byte[]> DEAD_LETTERS = topic("letters", Topic.Retention.FOREVER);

  private final TestKafka kafka = TestKafka.start();
  private final CommittedTopics committed = new CommittedTopics(kafka);
  private CompactingProducer producer;

  @BeforeEach
  void begin() throws Exception {
    try (var admin = kafka.admin()) {
      admin.createTopics(List.of(created(STATES), created(DEAD_LETTERS))).all().get();
    }
    producer =
        new CompactingProducer(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "compacting",
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            Set.of(STATES.name()));
    producer.initTransactions();
    producer.beginTransaction();
  }

  @AfterEach
  void close() {
    producer.close(Duration.ofSeconds(5));
    kafka.close();
  }

  @Test
  void only_the_last_value_of_each_key_is_sent_in_the_order_of_the_last_changes() throws Exception {
    var acknowledged = new ArrayList<String>();
    var first = send(STATES, "a", "1", acknowledged);
    send(STATES, "b", "2", acknowledged);
    var last = send(STATES, "a", "3", acknowledged);
    commit();
    producer.beginTransaction();
    send(STATES, "a", "4", acknowledged);
    commit();

    assertThat(committed(STATES)).containsExactly("b=2", "a=3", "a=4");
    assertThat(acknowledged).containsExactly("b=2", "a=3", "a=4");
    assertThat(first.get().offset()).isEqualTo(last.get().offset());
  }

  @Test
  void every_record_of_a_topic_without_compaction_is_sent() {
    send(DEAD_LETTERS, "a", "1", new ArrayList<>());
    send(DEAD_LETTERS, "a", "2", new ArrayList<>());
    commit();

    assertThat(committed(DEAD_LETTERS)).containsExactly("a=1", "a=2");
  }

  @Test
  void records_of_an_aborted_transaction_are_never_sent() {
    var future = send(STATES, "a", "1", new ArrayList<>());
    producer.abortTransaction();
    producer.beginTransaction();
    send(STATES, "b", "2", new ArrayList<>());
    commit();

    assertThat(committed(STATES)).containsExactly("b=2");
    assertThat(future).isCancelled();
  }

  @Test
  void many_keys_are_sent_before_the_end_of_the_transaction() {
    var large = "x".repeat(500_000);
    var first = send(STATES, "first", large, new ArrayList<>());
    for (int i = 0; i < 20; i++) {
      send(STATES, "more" + i, large, new ArrayList<>());
    }

    await().atMost(Duration.ofSeconds(30)).until(first::isDone);
    commit();
    assertThat(committed.records(STATES)).hasSize(21);
  }

  private Future<RecordMetadata> send(
      Topic<byte[]> topic, String key, String value, List<String> acknowledged) {
    return producer.send(
        new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value.getBytes(UTF_8)),
        (metadata, failure) -> acknowledged.add(failure == null ? key + "=" + value : "failed"));
  }

  private void commit() {
    producer.flush();
    producer.commitTransaction();
  }

  private List<String> committed(Topic<byte[]> topic) {
    return committed.records(topic).stream()
        .map(record -> record.key() + "=" + new String(record.value(), UTF_8))
        .toList();
  }

  private static Topic<byte[]> topic(String name, Topic.Retention kept) {
    return new Topic<>(name, "text", Serdes.ByteArray(), kept, "this test", "anything");
  }

  private static NewTopic created(Topic<?> topic) {
    return topic.newTopic(1, (short) 1);
  }
}
