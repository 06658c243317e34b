package io.syncledger.query.alerts.engine;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.ConnectionOperations;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.problem.RedactedException;
import io.syncledger.query.watermark.LogWatermark;
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
final class AlertLoop implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(AlertLoop.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final int ROUNDS_BETWEEN_COUNTS = 10;
  private static final String COUNT_FIRING =
      "select rule, count(*) from sync_alerts where state = 'firing' group by rule";

  private final TimeoutEvaluator timeouts;
  private final AlertNotifier notifier;
  private final LogWatermark logWatermark;
  private final ConnectionOperations<Connection> database;
  private final AlertMetrics metrics;
  private final AlertSettings settings;
  private final Thread thread = Thread.ofVirtual().name("alerts").unstarted(this::run);
  private boolean failing;
  private long rounds;

  AlertLoop(
      TimeoutEvaluator judge,
      AlertNotifier teller,
      LogWatermark horizon,
      @Named("query") ConnectionOperations<Connection> database,
      AlertMetrics metrics,
      AlertSettings settings) {
    this.timeouts = judge;
    this.notifier = teller;
    this.logWatermark = horizon;
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
        runOnce();
        TimeUnit.MILLISECONDS.sleep(settings.every().toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed");
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      var known = logWatermark.current();
      while (timeouts.evaluateDue(known) == settings.batch()) {
        stopIfClosed();
      }
      while (notifyDue(known) == settings.batch()) {
        stopIfClosed();
      }
      if (rounds++ % ROUNDS_BETWEEN_COUNTS == 0) {
        metrics.setFiring(countFiring());
      }
      failing = false;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) { // also the checked ones that a transaction lets through undeclared
      failed(e);
    }
  }

  private int notifyDue(Instant known) {
    var told = notifier.notifyDue(known);
    metrics.countNotified(told.sent());
    return told.examined();
  }

  private Map<Rule, Long> countFiring() {
    return database.executeRead(
        status -> {
          var firing = new EnumMap<Rule, Long>(Rule.class);
          try (var statement = status.getConnection().prepareStatement(COUNT_FIRING);
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
    metrics.countFailure();
    if (!failing) {
      LOG.atWarn()
          .setCause(new RedactedException(failure))
          .log("Alerts are late; it is tried again");
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
