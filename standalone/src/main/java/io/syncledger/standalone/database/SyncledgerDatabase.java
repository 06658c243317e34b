package io.syncledger.standalone.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The database, with a schema for each service that owns tables. */
public final class SyncledgerDatabase {
  /** The name of the database. */
  public static final String DATABASE = "syncledger";

  private static final String MAINTENANCE_DATABASE = "postgres";

  private final PostgresProcess server;
  private final String password;

  public SyncledgerDatabase(PostgresProcess server, String password) {
    this.server = server;
    this.password = password;
  }

  /** The JDBC URL without a login. */
  public String url() {
    return url(DATABASE);
  }

  /**
   * The JDBC URL with the owner's login; the password contains no characters that need escaping.
   */
  public String urlWithLogin() {
    return "%s?user=%s&password=%s".formatted(url(), PostgresSettings.OWNER, password);
  }

  /** Creates the database and the schemas if missing, and puts both schemas on the search path. */
  public void create() throws SQLException {
    try (Connection connection = connect(MAINTENANCE_DATABASE);
        Statement statement = connection.createStatement()) {
      if (!exists(statement)) {
        statement.execute("create database " + DATABASE);
      }
      statement.execute(
          "alter database %s set search_path = sync, query, public".formatted(DATABASE));
    }
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists sync");
      statement.execute("create schema if not exists query");
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
      return found.next();
    }
  }

  private Connection connect(String database) throws SQLException {
    var login = new Properties();
    login.put("user", PostgresSettings.OWNER);
    login.put("password", password);
    return DriverManager.getConnection(url(database), login);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database);
  }
}
