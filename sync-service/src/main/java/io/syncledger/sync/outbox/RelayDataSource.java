package io.syncledger.sync.outbox;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens the relay's connections outside of the pool: the relay's lock belongs to its connection,
 * which nothing else may use or keep open.
 */
@Singleton
final class RelayDataSource {
  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

  /**
   * @param migrated injected only to have the schema migrated before the relay reads it
   */
  RelayDataSource(
      @Named("sync") DatasourceConfiguration settings, @Named("sync") DataSource migrated) {
    dataSource.setUrl(settings.getUrl());
    if (!settings.getUsername().isBlank()) {
      dataSource.setUser(settings.getUsername());
      dataSource.setPassword(settings.getPassword());
    }
    dataSource.setCurrentSchema(settings.getSchema());
    dataSource.setTcpKeepAlive(true);
  }

  /** The caller closes it. */
  Connection connect() throws SQLException {
    return dataSource.getConnection();
  }
}
