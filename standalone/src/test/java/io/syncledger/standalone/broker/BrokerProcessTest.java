package io.syncledger.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.kafka.KafkaNodeConfig;
import io.syncledger.testkit.server.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
  private final Path folder;

  BrokerProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void what_it_holds_survives_its_kill_and_a_start_on_other_ports() throws Exception {
    BrokerProcess killed = start();
    create("kept", killed);
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();

    BrokerProcess broker = start();
    try (broker;
        Admin admin = admin(broker)) {
      assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).containsExactly("kept");
    }
    broker.onExit().get(60, TimeUnit.SECONDS);
    assertThat(folder.resolve("kafka/broker.pid")).doesNotExist();
  }

  @Test
  void no_transaction_hangs_after_it_was_killed_in_the_middle_of_them() throws Exception {
    var writers = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    BrokerProcess killed = start();
    create("written", killed);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var commits = new CountDownLatch(100);
      var producers = writers.stream().map(writer -> producer(writer, killed)).toList();
      var writing =
          producers.stream()
              .map(producer -> threads.submit(() -> commitForEver(producer, commits)))
              .toList();
      assertThat(commits.await(60, TimeUnit.SECONDS)).isTrue();
      ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
      killed.onExit().get(60, TimeUnit.SECONDS);
      producers.forEach(producer -> producer.close(Duration.ZERO));
      assertThat(writing).allSatisfy(end -> assertThat(end).failsWithin(60, TimeUnit.SECONDS));
    }

    try (BrokerProcess broker = start();
        Admin admin = admin(broker)) {
      for (String writer : writers) {
        try (var producer = producer(writer, broker)) {
          producer.initTransactions();
        }
      }
      var partition = new TopicPartition("written", 0);
      assertThat(
              admin
                  .describeProducers(List.of(partition))
                  .partitionResult(partition)
                  .get(60, TimeUnit.SECONDS)
                  .activeProducers())
          .noneMatch(producer -> producer.currentTransactionStartOffset().isPresent());
    }
  }

  private static void commitForEver(Producer<String, String> producer, CountDownLatch commits) {
    producer.initTransactions();
    while (true) {
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>("written", "value"));
      producer.commitTransaction();
      commits.countDown();
    }
  }

  private static Producer<String, String> producer(String writer, BrokerProcess broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", writer),
        new StringSerializer(),
        new StringSerializer());
  }

  private BrokerProcess start() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    var node = new KafkaNodeConfig(folder.resolve("kafka"), FreePorts.any(), FreePorts.any());
    BrokerProcess broker = BrokerProcess.start(node, logs, List.of());
    broker.awaitReady();
    return broker;
  }

  private static void create(String topic, BrokerProcess broker) throws Exception {
    try (Admin admin = admin(broker)) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
  }

  private static Admin admin(BrokerProcess broker) {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
  }
}
