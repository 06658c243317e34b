package io.syncledger.systemtests.benchmark;

import io.syncledger.testkit.server.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A server in a JVM of its own with 512 MiB of heap, and otherwise as in its image. */
record JvmProcess(Process process, URI base) implements AutoCloseable {
  private static final Pattern MODULE =
      Pattern.compile(
          "/(sync-service|metrics-streams|ingest-service|query-api|standalone)"
              + "(/target/classes|-[0-9][^/]*\\.jar)$");

  /**
   * Starts it and waits until it answers.
   *
   * @param module that the service is in, such as {@code query-api}
   * @param environment by the names of environment variables
   */
  static JvmProcess start(
      String module, Class<?> main, Path log, Map<String, String> environment, String... options)
      throws IOException {
    int port = FreePorts.any();
    var command =
        Stream.of(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseParallelGC"),
                Arrays.stream(options),
                Stream.of("-cp", classPath(module), main.getName()))
            .flatMap(part -> part)
            .toList();
    var builder = new ProcessBuilder(List.copyOf(command));
    builder.environment().putAll(environment);
    builder.environment().put("SYNCLEDGER_PORT", Integer.toString(port));
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var started = new JvmProcess(process, URI.create("http://127.0.0.1:" + port));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !process.isAlive() || started.answers());
    if (!process.isAlive()) {
      throw new IOException(main.getSimpleName() + " did not start:\n" + Files.readString(log));
    }
    return started;
  }

  /** A Micronaut context takes in every service that it finds; so it finds one. */
  private static String classPath(String module) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> MODULE.matcher(entry).results().allMatch(it -> it.group(1).equals(module)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private boolean answers() throws InterruptedException {
    var request = HttpRequest.newBuilder(base.resolve("/health/liveness")).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
