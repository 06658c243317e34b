package io.syncledger.testkit.server;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private final TestProcess process;
  private final URI base;

  private ServiceProcess(TestProcess process, URI base) {
    this.process = process;
    this.base = base;
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
    var all = new HashMap<>(environment);
    all.put("SYNCLEDGER_PORT", Integer.toString(port));
    all.put("SYNCLEDGER_LOG_FORMAT", "text");
    var base = URI.create("http://127.0.0.1:" + port);
    return new ServiceProcess(TestProcess.start(command, all, log), base);
  }

  /** A Micronaut context loads every service on its class path, so that must contain only one. */
  private static String classPath(String module) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> MODULE.matcher(entry).results().allMatch(it -> it.group(1).equals(module)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until its health check succeeds. */
  public ServiceProcess await(Probe probe) throws IOException {
    var path = "/health/" + probe.name().toLowerCase(Locale.ROOT);
    process.awaitReady(UP_WITHIN, () -> RestClient.of(base).responds(path));
    return this;
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
    return process.handle().info();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
