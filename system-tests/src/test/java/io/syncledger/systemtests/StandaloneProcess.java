package io.syncledger.systemtests;

import io.syncledger.standalone.StandaloneOptions;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.testkit.server.TestProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The packaged standalone server, in a separate process so that it can be killed. */
public final class StandaloneProcess {
  private final TestProcess process;
  private final Path data;
  private final Properties addresses;

  private StandaloneProcess(TestProcess process, Path data, Properties addresses) {
    this.process = process;
    this.data = data;
    this.addresses = addresses;
  }

  /** Starts a server on a permanent data directory and waits until it is usable. */
  public static StandaloneProcess start(Path data, Path scratch, Map<String, String> settings)
      throws IOException {
    var addresses = scratch.resolve("addresses.properties");
    Files.deleteIfExists(addresses);
    var target = ProjectFiles.root().resolve("standalone/target");
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + ProjectFiles.root().resolve("standalone/jvm.options"),
            // It is restarted often and never runs for long.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:AOTCache=" + target.resolve("cache/standalone.aot"),
            "-Dsyncledger.cache=" + target.resolve("cache"),
            "-cp",
            target.resolve("standalone-launcher.jar") + File.pathSeparator + classesOfTests(),
            Main.class.getName(),
            data.toString(),
            addresses.toString());
    var process =
        TestProcess.start(command, settings, scratch.resolve("server.log"))
            .awaitReady(Duration.ofMinutes(2), () -> Files.exists(addresses));
    var read = new Properties();
    try (var in = Files.newBufferedReader(addresses)) {
      read.load(in);
    }
    return new StandaloneProcess(process, data, read);
  }

  private static Path classesOfTests() {
    return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  public ApiClient api() {
    return new ApiClient(
        URI.create(addresses.getProperty("base_url")), addresses.getProperty("token"));
  }

  public String bootstrapServers() {
    return addresses.getProperty("bootstrap_servers");
  }

  public String jdbcUrl() {
    return addresses.getProperty("jdbc_url");
  }

  /** {@code kill -9} of the server and optionally of its broker and database. */
  public void kill(boolean withChildren) throws IOException {
    var children = withChildren ? children() : List.<ProcessHandle>of();
    process.handle().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.kill();
  }

  /** PostgreSQL is not a descendant of the server; the first line of its pid file has its pid. */
  private List<ProcessHandle> children() throws IOException {
    try (var lines = Files.lines(data.resolve("postgres/data/postmaster.pid"))) {
      var postgres = ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow()));
      return Stream.concat(
              process.handle().descendants(),
              postgres.stream().flatMap(it -> Stream.concat(Stream.of(it), it.descendants())))
          .toList();
    }
  }

  public void stop() {
    process.close();
  }

  /** The main class of the process. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      var options = new StandaloneOptions(0, Path.of(arguments[0]), System.getenv());
      var server = StandaloneServer.start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      var addresses = new Properties();
      addresses.put("base_url", server.baseUrl().toString());
      addresses.put("token", server.token());
      addresses.put("bootstrap_servers", server.bootstrapServers());
      addresses.put("jdbc_url", server.jdbcUrl());
      var target = Path.of(arguments[1]);
      var draft = target.resolveSibling("draft.properties");
      try (var out = Files.newBufferedWriter(draft)) {
        addresses.store(out, null);
      }
      Files.move(draft, target);
      Thread.currentThread().join();
    }
  }
}
