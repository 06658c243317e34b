package io.syncledger.query.freshness;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.ConnectionOperations;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.KafkaSource;
import io.syncledger.query.projection.Positions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to when the log itself is known here: all events that were in it at that instant have been
 * projected. Who draws conclusions from silence draws them up to there and no further. Other than
 * the watermark it does not wait for metrics-streams.
 */
@Singleton
public final class LogHorizon implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(LogHorizon.class);
  private static final Duration EVERY = Duration.ofMillis(500);

  /**
   * @param ends of the log at that instant
   */
  private record Following(Instant since, Map<TopicPartition, Long> ends) {}

  private final KafkaSource kafka;
  private final ConnectionOperations<Connection> database;
  private final Clock clock;
  private final Thread thread;
  private volatile Instant reached = Instant.EPOCH;

  LogHorizon(
      KafkaSource kafka, @Named("query") ConnectionOperations<Connection> database, Clock clock) {
    this.kafka = kafka;
    this.database = database;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("log-horizon").unstarted(this::run);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    thread.start();
  }

  /** The epoch until the log has been read to its end once. */
  public Instant reached() {
    return reached;
  }

  private void run() {
    try {
      while (true) {
        watch();
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.debug("Closed");
    }
  }

  /** Until something fails; what fails is asked anew, by a new client. */
  private void watch() throws InterruptedException {
    var admin = kafka.admin();
    try {
      Following following = null;
      while (true) {
        following = step(admin, following);
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
      }
    } catch (RuntimeException e) {
      LOG.atDebug()
          .addKeyValue("error", e.getClass().getSimpleName())
          .log("The horizon stands still");
    } finally {
      admin.close(Duration.ZERO); // a silent broker would keep it waiting for a minute
    }
  }

  private @Nullable Following step(Admin admin, @Nullable Following before)
      throws InterruptedException {
    var following =
        before == null
            ? new Following(clock.instant(), Offsets.ends(admin, List.of(Topics.EVENTS)))
            : before;
    if (!Offsets.reached(positions(), following.ends())) {
      return following;
    }
    reached = following.since();
    return null;
  }

  private Map<TopicPartition, Long> positions() {
    return database.executeRead(
        status -> {
          try {
            return Positions.all(status.getConnection());
          } catch (SQLException e) {
            throw new IllegalStateException("Positions cannot be read", e);
          }
        });
  }

  @PreDestroy
  void close() {
    thread.interrupt();
  }
}
