package io.syncledger.systemtests;

import io.syncledger.sync.SyncService;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** sync-service as a process of its own, its heap capped at 256 MiB, so that it can be killed. */
public final class SyncProcess implements AutoCloseable {
  private static final Pattern OTHERS =
      Pattern.compile(
          "/(query-api|metrics-streams|ingest-service|standalone)(/target/classes|[^/]*\\.jar)$");

  private final Process process;
  private final URI base;

  private SyncProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param settings by the names of environment variables
   * @param options of the JVM
   */
  public static SyncProcess start(Path log, Map<String, String> settings, String... options)
      throws IOException {
    int port = FreePorts.any();
    var builder = new ProcessBuilder(command(options));
    // What is tested is started by the test alone.
    builder.environment().put("ENABLE_SYNC_SCHEDULER", "false");
    builder.environment().putAll(settings);
    builder.environment().put("SYNCLEDGER_PORT", Integer.toString(port));
    builder.environment().put("SYNCLEDGER_LOG_FORMAT", "text");
    var process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    var base = URI.create("http://127.0.0.1:" + port);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !process.isAlive() || ready(base));
    if (!process.isAlive()) {
      throw new IOException("sync-service did not start:\n" + Files.readString(log));
    }
    return new SyncProcess(process, base);
  }

  private static List<String> command(String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), SyncService.class.getName()));
    return command;
  }

  /** That of the service alone: a Micronaut context takes in every service that it finds. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !OTHERS.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  public URI base() {
    return base;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static boolean ready(URI base) throws InterruptedException {
    var request = HttpRequest.newBuilder(base.resolve("/health/readiness")).build();
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
