package io.syncledger.testkit.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lends connections that stay open between the queries of tests. PostgreSQL forks a process for
 * every new connection, which costs more than most of these queries.
 */
public final class TestConnections {
  private static final int MAX_PER_DATABASE = 10;
  private static final long IDLE_TIMEOUT_MS = 10_000;

  private static final Map<String, HikariDataSource> POOLS = new ConcurrentHashMap<>();

  private TestConnections() {}

  /**
   * Borrows a connection; the caller closes it, and leaves no session state behind.
   *
   * @param url a JDBC URL that holds the login
   */
  public static Connection borrow(String url) throws SQLException {
    return POOLS.computeIfAbsent(url, TestConnections::pool).getConnection();
  }

  private static HikariDataSource pool(String url) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(MAX_PER_DATABASE);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE_TIMEOUT_MS);
    // Tests alter tables between two uses of a connection.
    config.addDataSourceProperty("prepareThreshold", "0");
    return new HikariDataSource(config);
  }
}
