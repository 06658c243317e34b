package io.syncledger.sync.records;

import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;

/** Executes generated SQL in the current transaction, or in a connection of its own. */
@Singleton
public final class SqlExecutor {
  private final JdbcOperations database;
  private final ConnectionOperations<Connection> connections;

  SqlExecutor(
      @Named("sync") JdbcOperations database,
      @Named("sync") ConnectionOperations<Connection> connections) {
    this.database = database;
    this.connections = connections;
  }

  public <T> T execute(String sql, PreparedStatementCallback<T> work) {
    return connections.executeWrite(_ -> database.prepareStatement(sql, work));
  }
}
