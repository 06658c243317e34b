package io.syncledger.testkit.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.tools.StorageTool;

/**
 * The configuration of a node that is both broker and controller, on loopback.
 *
 * @param directory for the log and the settings; may be kept between starts
 * @param port of the broker
 * @param controllerPort of the controller; both ports may change between starts
 */
public record KafkaNodeConfig(Path directory, int port, int controllerPort) {
  /** The text "syncledger-kafka"; the id is fixed so that formatting can be repeated. */
  private static final String CLUSTER_ID = "c3luY2xlZGdlci1rYWZrYQ";

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", "1"),
          Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          // The last transaction of a killed producer blocks readers until the broker aborts it.
          Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("log.segment.bytes", "134217728"),
          // The default allocates 128 MiB of heap.
          Map.entry("log.cleaner.dedupe.buffer.size", "16777216"));

  /** The address for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The properties of the node. */
  public Properties properties() {
    var properties = new Properties();
    properties.putAll(FIXED);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
    // Static voters: a quorum stored in the log would remember the controller port of its first
    // start.
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.put("log.dirs", logDirectory().toString());
    return properties;
  }

  /**
   * The properties for running only the controller, with a short session timeout so that it soon
   * fences a dead broker.
   */
  public Properties controllerProperties() {
    var properties = properties();
    properties.put("process.roles", "controller");
    properties.put("listeners", "CONTROLLER://127.0.0.1:" + controllerPort);
    properties.remove("advertised.listeners");
    properties.put("broker.session.timeout.ms", "500");
    properties.put("broker.heartbeat.interval.ms", "100");
    return properties;
  }

  /** The directory of all partitions. */
  public Path logDirectory() {
    return directory.resolve("log");
  }

  /**
   * Writes the properties file and, the first time, formats the log directory.
   *
   * @return the properties file
   */
  public Path prepareStorage() throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
      properties().store(writer, null);
    }
    format(file);
    return file;
  }

  private static void format(Path file) throws IOException {
    var output = new ByteArrayOutputStream();
    String[] command = {
      "format", "--config", file.toString(), "--cluster-id", CLUSTER_ID, "--ignore-formatted"
    };
    int status =
        StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IOException(
          "Kafka's log directory could not be formatted: "
              + output.toString(StandardCharsets.UTF_8));
    }
  }
}
