package io.syncledger.sync.outbox;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A connection apart from the pool: the relay's lock must live and die with it alone. */
@Singleton
final class RelayDataSource {
  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

  /**
   * @param migrated asked for only so that the schema exists before the relay looks at it
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
