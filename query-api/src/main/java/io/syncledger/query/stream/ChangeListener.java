package io.syncledger.query.stream;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.jdbc.BasicJdbcConfiguration;
import io.syncledger.http.lifecycle.PeriodicWorker;
import io.syncledger.query.projection.ChangeNotification;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives, over a database connection of its own, the notifications of any instance about changed
 * runs and alerts, and wakes the streams concerned. Without it the streams poll by themselves, only
 * later.
 */
@Singleton
final class ChangeListener implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);
  private static final int CHECK_AFTER_MS = 10_000;

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final StreamRegistry streams;
  private final PeriodicWorker worker;

  ChangeListener(@Named("query") BasicJdbcConfiguration settings, StreamRegistry streams) {
    database.setUrl(settings.getUrl());
    if (!settings.getUsername().isBlank()) { // otherwise the URL contains the user
      database.setUser(settings.getUsername());
      database.setPassword(settings.getPassword());
    }
    database.setTcpKeepAlive(true);
    this.streams = streams;
    this.worker = PeriodicWorker.every(RECONNECT_PAUSE, "change-listener", this::listen);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    worker.start();
  }

  private void listen() {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("listen " + ChangeNotification.CHANNEL);
      streams.signal(Set.of(ChangeNotification.ALL)); // for changes missed while not listening
      var notifications = connection.unwrap(PGConnection.class);
      while (!worker.isStopping()) {
        var received = notifications.getNotifications(CHECK_AFTER_MS);
        if (received.length == 0) {
          statement.execute("select 1"); // a lost connection is silent too
        }
        for (var notification : received) {
          streams.signal(ChangeNotification.parse(notification.getParameter()));
        }
      }
    } catch (SQLException e) {
      if (!worker.isStopping()) {
        LOG.atWarn()
            .addKeyValue("sql_state", e.getSQLState())
            .log("The connection for notifications was lost; it is opened again");
      }
    }
  }

  @PreDestroy
  void close() {
    worker.close();
  }
}
