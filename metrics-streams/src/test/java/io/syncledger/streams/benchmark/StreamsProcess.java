package io.syncledger.streams.benchmark;

import static org.awaitility.Awaitility.await;

import io.syncledger.streams.MetricsStreams;
import io.syncledger.testkit.server.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** metrics-streams as a process of its own with a heap of 512 MiB, so that it can be killed. */
final class StreamsProcess implements AutoCloseable {
  private final Process process;
  private final URI base;
  private final Path log;

  private StreamsProcess(Process process, URI base, Path log) {
    this.process = process;
    this.base = base;
    this.log = log;
  }

  /**
   * @param directory of its own, for the state and what it says
   * @param settings by the names of environment variables
   */
  static StreamsProcess start(Path directory, String bootstrapServers, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(directory);
    int port = FreePorts.any();
    var log = directory.resolve("metrics-streams.log");
    var builder = new ProcessBuilder(command());
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    builder.environment().put("STREAMS_STATE_DIR", directory.resolve("state").toString());
    builder.environment().put("SYNCLEDGER_JWT_SECRET", "benchmark-benchmark-benchmark-benchmark");
    builder.environment().put("SYNCLEDGER_PORT", Integer.toString(port));
    builder.environment().put("SYNCLEDGER_LOG_FORMAT", "text");
    builder.environment().putAll(settings);
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new StreamsProcess(process, URI.create("http://127.0.0.1:" + port), log);
  }

  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    Optional.ofNullable(System.getProperty("syncledger.benchmark.jvm")).ifPresent(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MetricsStreams.class.getName());
    return command;
  }

  StreamsProcess awaitReady() throws IOException {
    await().atMost(Duration.ofSeconds(90)).until(() -> !process.isAlive() || ready());
    if (!process.isAlive()) {
      throw new IOException("metrics-streams did not start:\n" + Files.readString(log));
    }
    return this;
  }

  private boolean ready() throws InterruptedException {
    return status("/health/readiness") == 200;
  }

  private int status(String path) throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(base.resolve(path)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0; // nobody listens yet
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  /** How long it has kept a core busy so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
