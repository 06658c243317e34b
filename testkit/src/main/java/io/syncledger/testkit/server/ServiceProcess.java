package io.syncledger.testkit.server;

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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A service in a separate process, so that it can be measured and killed. */
public final class ServiceProcess implements AutoCloseable {
  /** The health check that {@link #await} waits for. */
  public enum Probe {
    READINESS,
    LIVENESS
  }

  private static final Pattern MODULE =
      Pattern.compile(
          "/(sync-service|metrics-streams|ingest-service|query-api|standalone)"
              + "(/target/classes|-[0-9][^/]*\\.jar)$");
  private static final Duration UP_WITHIN = Duration.ofSeconds(90);

  private final Process process;
  private final URI base;
  private final Path log;

  private ServiceProcess(Process process, URI base, Path log) {
    this.process = process;
    this.base = base;
    this.log = log;
  }

  /**
   * Starts a service on a free port.
   *
   * @param module of the service, such as {@code query-api}
   * @param log the file to which its output is appended
   * @param environment added to that of this process
   * @param options of the JVM
   */
  public static ServiceProcess start(
      String module, Class<?> main, Path log, Map<String, String> environment, String... options)
      throws IOException {
    int port = FreePorts.any();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.of(
                Stream.of(java),
                Arrays.stream(options),
                Stream.of("-cp", classPath(module), main.getName()))
            .flatMap(part -> part)
            .toList();
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("SYNCLEDGER_PORT", Integer.toString(port));
    builder.environment().put("SYNCLEDGER_LOG_FORMAT", "text");
    var process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServiceProcess(process, URI.create("http://127.0.0.1:" + port), log);
  }

  /** A Micronaut context loads every service on its class path, so that must contain only one. */
  private static String classPath(String module) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> MODULE.matcher(entry).results().allMatch(it -> it.group(1).equals(module)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until its health check succeeds. */
  public ServiceProcess await(Probe probe) throws IOException {
    Awaitility.await().atMost(UP_WITHIN).until(() -> !process.isAlive() || answers(probe));
    if (!process.isAlive()) {
      throw new IOException("The service did not start:\n" + Files.readString(log));
    }
    return this;
  }

  private boolean answers(Probe probe) throws InterruptedException {
    var path = "/health/" + probe.name().toLowerCase(Locale.ROOT);
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(base.resolve(path)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  /** The base URL of the service. */
  public URI base() {
    return base;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Its start time and the CPU time that it has used. */
  public ProcessHandle.Info info() {
    return process.info();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
