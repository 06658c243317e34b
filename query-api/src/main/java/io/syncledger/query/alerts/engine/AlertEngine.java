package io.syncledger.query.alerts.engine;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.ConnectionOperations;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.problem.Trace;
import io.syncledger.query.freshness.LogHorizon;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again for services whose alerts time has changed, and for flips that nobody was
 * told of. Any number of instances do so side by side.
 */
@Singleton
final class AlertEngine implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertEngine.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final int LOOKS_BETWEEN_COUNTS = 10;
  private static final String FIRING =
      "select rule, count(*) from sync_alerts where state = 'firing' group by rule";

  private final TimeJudge judge;
  private final Teller teller;
  private final LogHorizon horizon;
  private final ConnectionOperations<Connection> database;
  private final AlertMetrics metrics;
  private final EngineSettings settings;
  private final Thread thread = Thread.ofVirtual().name("alerts").unstarted(this::run);
  private boolean failing;
  private long looks;

  AlertEngine(
      TimeJudge judge,
      Teller teller,
      LogHorizon horizon,
      @Named("query") ConnectionOperations<Connection> database,
      AlertMetrics metrics,
      EngineSettings settings) {
    this.judge = judge;
    this.teller = teller;
    this.horizon = horizon;
    this.database = database;
    this.metrics = metrics;
    this.settings = settings;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        look();
        TimeUnit.MILLISECONDS.sleep(settings.every().toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed");
    }
  }

  private void look() throws InterruptedException {
    try {
      var known = horizon.reached();
      while (judge.step(known) == settings.batch()) {
        stopIfClosed();
      }
      while (told(known) == settings.batch()) {
        stopIfClosed();
      }
      if (looks++ % LOOKS_BETWEEN_COUNTS == 0) {
        metrics.firing(firing());
      }
      failing = false;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) { // also the checked ones that a transaction lets through undeclared
      failed(e);
    }
  }

  private int told(Instant known) {
    var told = teller.step(known);
    metrics.told(told.flips());
    return told.looked();
  }

  private Map<Rule, Long> firing() {
    return database.executeRead(
        status -> {
          var firing = new EnumMap<Rule, Long>(Rule.class);
          try (var statement = status.getConnection().prepareStatement(FIRING);
              var rows = statement.executeQuery()) {
            while (rows.next()) {
              firing.put(Rule.parse(rows.getString(1)), rows.getLong(2));
            }
          } catch (SQLException e) {
            throw new IllegalStateException("Firing alerts cannot be counted", e);
          }
          return firing;
        });
  }

  private static void stopIfClosed() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Told once for each time of trouble; the next look does what this one could not. */
  private void failed(Exception failure) throws InterruptedException {
    stopIfClosed();
    metrics.failed();
    if (!failing) {
      LOG.atWarn().setCause(new Trace(failure)).log("Alerts are late; it is tried again");
    }
    failing = true;
  }

  @PreDestroy
  void close() throws InterruptedException {
    thread.interrupt();
    if (thread.isAlive() && !thread.join(CLOSE_WITHIN)) {
      LOG.info("What the alerts had in hand is rolled back");
    }
  }
}
