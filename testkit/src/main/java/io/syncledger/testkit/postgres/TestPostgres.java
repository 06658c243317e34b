package io.syncledger.testkit.postgres;

import io.syncledger.testkit.server.DockerEngine;
import io.syncledger.testkit.server.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL 18 for tests, accessed as superuser, without durable writes. Test classes share
 * a server and use their own databases.
 */
public final class TestPostgres implements AutoCloseable {
  private static final String IMAGE = "postgres:18.6";
  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private static final String MAINTENANCE_DATABASE = "postgres";

  private final String address;
  private final String login;
  private final Runnable stop;
  private final AtomicInteger databases = new AtomicInteger();

  private TestPostgres(String address, String login, Runnable stop) {
    this.address = address;
    this.login = login;
    this.stop = stop;
  }

  /** Starts a separate server; the caller closes it. */
  public static TestPostgres start() {
    return start(Map.of());
  }

  /**
   * Starts a separate server; the caller closes it.
   *
   * @param settings of the server by name, such as {@code shared_buffers}
   */
  public static TestPostgres start(Map<String, String> settings) {
    return DockerEngine.available() ? inContainer(settings) : embedded(settings);
  }

  /** The server shared by this JVM; it stops when the JVM exits. */
  public static TestPostgres shared() {
    return Shared.POSTGRES;
  }

  /**
   * Creates an empty database.
   *
   * @return its JDBC URL including the login; {@code &key=value} may be appended
   */
  public String createDatabase() {
    String name = "test_" + databases.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url(MAINTENANCE_DATABASE));
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return url(name);
    } catch (SQLException e) {
      throw new IllegalStateException("A test database could not be created", e);
    }
  }

  @Override
  public void close() {
    stop.run();
  }

  private String url(String database) {
    return "jdbc:postgresql://%s/%s?%s".formatted(address, database, login);
  }

  private static TestPostgres embedded(Map<String, String> settings) {
    // One directory per user, because one user can neither write nor lock what another has
    // unpacked. The library also stops servers that it finds there without their JVM.
    Path folder =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "syncledger-postgres-" + System.getProperty("user.name"));
    System.setProperty("ot.epg.working-dir", folder.toString());
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve(UUID.randomUUID().toString()))
              .setPort(FreePorts.any())
              .setPGStartupWait(START_WITHIN)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8");
      settings.forEach(builder::setServerConfig);
      EmbeddedPostgres server = builder.start();
      return new TestPostgres(
          "127.0.0.1:" + server.getPort(), "user=postgres", () -> close(server));
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The embedded PostgreSQL did not stop", e);
    }
  }

  @SuppressWarnings("resource") // closed by close()
  private static TestPostgres inContainer(Map<String, String> settings) {
    var all = new HashMap<>(Map.of("fsync", "off", "max_connections", "300"));
    all.putAll(settings);
    var command =
        all.entrySet().stream()
            .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining(" ", "postgres ", ""));
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withCommand(command);
    container.start();
    return new TestPostgres(
        container.getHost() + ":" + container.getFirstMappedPort(),
        "user=%s&password=%s".formatted(container.getUsername(), container.getPassword()),
        container::stop);
  }

  private static final class Shared {
    static final TestPostgres POSTGRES = start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close, "shared-postgres-closer"));
    }
  }
}
