package io.syncledger.testkit.kafka;

import io.syncledger.testkit.server.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A broker inside this JVM; its directory is deleted when it is closed. */
final class EmbeddedKafka implements AutoCloseable {
  private final KafkaNodeConfig node;
  private final KafkaRaftServer server;

  private EmbeddedKafka(KafkaNodeConfig node, KafkaRaftServer server) {
    this.node = node;
    this.server = server;
  }

  static EmbeddedKafka start() {
    try {
      Path directory = Files.createTempDirectory("syncledger-kafka");
      var node = new KafkaNodeConfig(directory, FreePorts.any(), FreePorts.any());
      node.prepareStorage();
      var server = new KafkaRaftServer(KafkaConfig.fromProps(node.properties()), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(node, server);
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded broker did not start", e);
    }
  }

  String bootstrapServers() {
    return node.bootstrapServers();
  }

  KafkaRaftServer server() {
    return server;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    try (Stream<Path> files = Files.walk(node.directory())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The broker's directory could not be removed", e);
    }
  }
}
