package io.syncledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.query.fixture.ReadSide;
import io.syncledger.testkit.postgres.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks the read-only role where the service itself may not create it. */
class ReaderRoleTest {
  private static final String TABLES =
      """
      select relname from pg_class
      where relnamespace = 'query'::regnamespace and relkind in ('r', 'v')
        and has_table_privilege('syncledger_reader', oid, 'select')
      order by 1
      """;

  @Test
  void
      an_owner_who_may_not_create_roles_starts_without_the_role_and_grants_it_its_rights_once_it_exists()
          throws SQLException {
    try (var postgres = TestPostgres.start()) {
      var url = ownedByAnOrdinaryUser(postgres);
      try (var first = ReadSide.start(Map.of("datasources.query.url", url))) {
        assertThat(first.rows("select 1 from pg_roles where rolname = 'syncledger_reader'"))
            .isEmpty();
        administer(postgres, "create role syncledger_reader");
        first.startAnother().close();

        assertThat(first.rows(TABLES))
            .contains("(sync_logs)", "(sync_events)", "(sync_errors)", "(sync_state)")
            .doesNotContain("(run_failures)", "(flyway_schema_history)");
      }
    }
  }

  private static String ownedByAnOrdinaryUser(TestPostgres postgres) throws SQLException {
    var url = postgres.createDatabase();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("create role ordinary login password 'ordinary'");
      statement.execute("grant create on database " + connection.getCatalog() + " to ordinary");
    }
    return url.substring(0, url.indexOf('?')) + "?user=ordinary&password=ordinary";
  }

  private static void administer(TestPostgres postgres, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.createDatabase());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
