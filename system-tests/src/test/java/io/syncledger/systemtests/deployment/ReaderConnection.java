package io.syncledger.systemtests.deployment;

import io.syncledger.standalone.StandaloneServer;
import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A connection to the read side as {@code syncledger_reader}, as Grafana has it. */
final class ReaderConnection implements AutoCloseable {
  private static final String PASSWORD = "it's secret";

  private final Connection connection;

  private ReaderConnection(Connection connection) {
    this.connection = connection;
  }

  /** Creates the login with the deployment's own script, as psql would run it. */
  static ReaderConnection open(StandaloneServer server) throws SQLException, IOException {
    var script = Files.readString(ProjectFiles.root().resolve("deploy/postgres/reader.sql"));
    var login = script.substring(script.indexOf("\\gexec") + "\\gexec".length());
    try (var owner = DriverManager.getConnection(server.jdbcUrl());
        var statement = owner.createStatement()) {
      statement.execute(login.replace(":'password'", "'" + PASSWORD.replace("'", "''") + "'"));
    }
    var url = URI.create(server.jdbcUrl().substring("jdbc:".length()));
    return new ReaderConnection(
        DriverManager.getConnection(
            "jdbc:postgresql://" + url.getAuthority() + url.getPath(),
            "syncledger_reader",
            PASSWORD));
  }

  /** The values of each row without nulls. */
  List<List<String>> rows(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      var rows = new ArrayList<List<String>>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (int column : IntStream.rangeClosed(1, columns).toArray()) {
          row.add(result.getString(column));
        }
        row.removeIf(Objects::isNull);
        rows.add(List.copyOf(row));
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
