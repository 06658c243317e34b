package io.syncledger.testkit.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TestKafkaTest {
  @Test
  void the_shared_broker_has_every_topic_of_the_product() throws Exception {
    try (var admin = TestKafka.shared().admin()) {
      assertThat(admin.listTopics().names().get(30, SECONDS))
          .containsAll(Topics.ALL.stream().map(Topic::name).toList());
    }
  }

  @Test
  void records_sent_right_after_the_topics_exist_are_all_kept_in_order() throws Exception {
    try (TestKafka kafka = TestKafka.start().createTopics()) {
      String topic = Topics.DEAD_LETTERS.name();
      List<String> sent = new ArrayList<>();
      List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
      try (var producer =
          new KafkaProducer<>(
              Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
              new StringSerializer(),
              new StringSerializer())) {
        for (int i = 0; i < 1000; i++) {
          sent.add("record " + i);
          acknowledgements.add(producer.send(new ProducerRecord<>(topic, 0, "key", "record " + i)));
        }
        for (var acknowledgement : acknowledgements) {
          acknowledgement.get(60, SECONDS);
        }
      }
      assertThat(read(kafka, new TopicPartition(topic, 0), sent.size())).isEqualTo(sent);
    }
  }

  @Test
  void a_closed_broker_no_longer_listens() {
    TestKafka kafka = TestKafka.start();
    String[] address = kafka.bootstrapServers().split(":", 2);
    kafka.close();
    assertThatThrownBy(
            () -> {
              try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
              }
            })
        .isInstanceOf(java.net.ConnectException.class);
  }

  private static List<String> read(TestKafka kafka, TopicPartition partition, int count) {
    List<String> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
                return found.size() >= count;
              });
    }
    return found;
  }
}
