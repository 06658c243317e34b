package io.syncledger.query.stream;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.jdbc.BasicJdbcConfiguration;
import io.syncledger.query.projection.ChangeNotification;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the database, over one connection of its own, whose runs have changed on whichever
 * instance, and wakes those who watch. Without it they look by themselves, only later.
 */
@Singleton
final class ChangeListener implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int SILENCE_MS = 10_000;

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final StreamRegistry watchers;
  private final Thread thread;

  ChangeListener(@Named("query") BasicJdbcConfiguration settings, StreamRegistry watchers) {
    database.setUrl(settings.getUrl());
    if (!settings.getUsername().isBlank()) { // else the URL says who
      database.setUser(settings.getUsername());
      database.setPassword(settings.getPassword());
    }
    database.setTcpKeepAlive(true);
    this.watchers = watchers;
    this.thread = Thread.ofVirtual().name("run-signals").unstarted(this::run);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        listen();
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed");
    }
  }

  private void listen() {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("listen " + ChangeNotification.CHANNEL);
      watchers.signal(Set.of(ChangeNotification.ALL)); // for what was said while nobody listened
      var signals = connection.unwrap(PGConnection.class);
      while (!Thread.currentThread().isInterrupted()) {
        var heard = signals.getNotifications(SILENCE_MS);
        if (heard.length == 0) {
          statement.execute("select 1"); // a connection that is gone is silent too
        }
        for (var signal : heard) {
          watchers.signal(ChangeNotification.parse(signal.getParameter()));
        }
      }
    } catch (SQLException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.atWarn().addKeyValue("sql_state", e.getSQLState()).log("Listening again in a moment");
      }
    }
  }

  @PreDestroy
  void close() {
    thread.interrupt();
  }
}
