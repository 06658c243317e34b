package io.syncledger.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.testkit.server.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessTest {
  private static final String PASSWORD = "a-password";

  private final Path folder;

  PostgresProcessTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("password"), PASSWORD);
  }

  @Test
  void kept_data_is_durable_and_there_again_at_the_next_start_on_another_port() throws Exception {
    try (PostgresProcess server = start()) {
      SyncledgerDatabase schemas = schemas(server);
      assertThat(ask(schemas.urlWithLogin(), "show fsync")).isEqualTo("on");
      assertThat(ask(schemas.urlWithLogin(), "show synchronous_commit")).isEqualTo("on");
      execute(schemas.urlWithLogin(), "create table sync.kept as select 42 as answer");
    }
    try (PostgresProcess server = start()) {
      assertThat(ask(schemas(server).urlWithLogin(), "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void a_server_that_nobody_stopped_is_stopped_by_the_next_start() throws Exception {
    PostgresProcess orphan = start();
    String address = schemas(orphan).urlWithLogin();
    killKeeper();
    assertThat(ask(address, "select 1")).isEqualTo("1");

    try (PostgresProcess server = start()) {
      assertThat(ask(schemas(server).urlWithLogin(), "select 1")).isEqualTo("1");
      assertThatThrownBy(() -> ask(address, "select 1")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void it_stops_also_without_its_keeper() throws Exception {
    PostgresProcess server = start();
    String address = schemas(server).urlWithLogin();
    killKeeper();
    server.close();
    assertThatThrownBy(() -> ask(address, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void it_starts_although_the_number_of_one_that_was_killed_is_somebody_elses() throws Exception {
    start().close();
    Files.writeString(
        folder.resolve("pg/data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

    try (PostgresProcess server = start()) {
      assertThat(ask(schemas(server).urlWithLogin(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void nobody_gets_in_without_the_password() throws Exception {
    try (PostgresProcess server = start()) {
      String url = schemas(server).urlWithLogin().replace(PASSWORD, "another");
      assertThatThrownBy(() -> ask(url, "select 1"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void its_log_repeats_no_value_of_a_failing_statement() throws Exception {
    try (PostgresProcess server = start()) {
      String url = schemas(server).urlWithLogin();
      execute(url, "create table people (name text primary key)");
      execute(url, "insert into people values ('Telltale')");
      assertThatThrownBy(() -> execute(url, "insert into people values ('Telltale')"))
          .hasMessageContaining("duplicate key");
    }
    assertThat(folder.resolve("logs/postgres.log"))
        .content()
        .contains("duplicate key")
        .doesNotContain("Telltale");
  }

  private PostgresProcess start() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    return PostgresProcess.start(
        PostgresBinaries.unpack(Path.of("target/cache").toAbsolutePath()),
        new PostgresSettings(
            folder.resolve("pg"), logs, FreePorts.any(), folder.resolve("password"), true));
  }

  /** Simulates a kill of the whole process group: nobody is left to stop the server. */
  private void killKeeper() throws IOException {
    String pid = Files.readString(folder.resolve("pg/keeper.pid")).strip();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
  }

  private static SyncledgerDatabase schemas(PostgresProcess server) throws SQLException {
    var schemas = new SyncledgerDatabase(server, PASSWORD);
    schemas.create();
    return schemas;
  }

  private static void execute(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
