package io.syncledger.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
  @Test
  void the_server_is_postgresql_18_in_utc() throws SQLException {
    String url = TestPostgres.shared().createDatabase();
    assertThat(ask(url, "show server_version")).startsWith("18.");
    assertThat(ask(url, "show timezone")).isIn("UTC", "Etc/UTC");
  }

  @Test
  void databases_of_one_server_have_separate_tables() throws SQLException {
    String one = TestPostgres.shared().createDatabase();
    String other = TestPostgres.shared().createDatabase();
    execute(one, "create table only_here (id bigint)");
    assertThat(ask(one, "select count(*) from only_here")).isEqualTo("0");
    assertThatThrownBy(() -> ask(other, "select count(*) from only_here"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void the_url_takes_further_settings() throws SQLException {
    String url = TestPostgres.shared().createDatabase() + "&currentSchema=sync";
    assertThat(ask(url, "show search_path")).isEqualTo("sync");
  }

  @Test
  void a_closed_server_refuses_connections() {
    TestPostgres server = TestPostgres.start();
    String url = server.createDatabase();
    server.close();
    assertThatThrownBy(() -> ask(url, "select 1")).isInstanceOf(SQLException.class);
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
