package io.syncledger.streams.benchmark;

import io.syncledger.streams.MetricsStreams;
import io.syncledger.testkit.server.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** metrics-streams as a process of its own with a heap of 512 MiB. */
final class StreamsProcess {
  private StreamsProcess() {}

  /**
   * Starts the process.
   *
   * @param directory a directory for the state and the log output
   * @param settings environment variables
   */
  static ServiceProcess start(Path directory, String bootstrapServers, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(directory);
    var environment = new HashMap<>(settings);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.put("STREAMS_STATE_DIR", directory.resolve("state").toString());
    environment.put("SYNCLEDGER_JWT_SECRET", "benchmark-benchmark-benchmark-benchmark");
    var options =
        Stream.concat(
                Stream.of(
                    "-Xmx512m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"),
                Optional.ofNullable(System.getProperty("syncledger.benchmark.jvm")).stream())
            .toArray(String[]::new);
    return ServiceProcess.start(
        "metrics-streams",
        MetricsStreams.class,
        directory.resolve("metrics-streams.log"),
        environment,
        options);
  }
}
