package io.syncledger.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.kafka.KafkaNode;
import io.syncledger.testkit.server.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
  private final Path folder;

  BrokerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void what_it_holds_survives_its_kill_and_a_start_on_other_ports() throws Exception {
    Broker killed = start();
    create("kept", killed);
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();

    Broker broker = start();
    try (broker;
        Admin admin = admin(broker)) {
      assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).containsExactly("kept");
    }
    broker.onExit().get(60, TimeUnit.SECONDS);
    assertThat(folder.resolve("kafka/broker.pid")).doesNotExist();
  }

  private Broker start() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    var node = new KafkaNode(folder.resolve("kafka"), FreePorts.any(), FreePorts.any());
    Broker broker = Broker.start(node, logs, List.of());
    broker.awaitReady();
    return broker;
  }

  private static void create(String topic, Broker broker) throws Exception {
    try (Admin admin = admin(broker)) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
  }

  private static Admin admin(Broker broker) {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
  }
}
