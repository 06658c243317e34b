package io.syncledger.query.watermark;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.ConnectionOperations;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.KafkaClients;
import io.syncledger.query.projection.PositionStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
public final class LogWatermark implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatermark.class);

  /**
   * @param ends of the log at that instant
   */
  private record Following(Instant since, Map<TopicPartition, Long> ends) {}

  private final ConnectionOperations<Connection> database;
  private final Clock clock;
  private final AdminClientLoop loop;
  private @Nullable Following following;
  private volatile Instant reached = Instant.EPOCH;

  LogWatermark(
      KafkaClients kafka, @Named("query") ConnectionOperations<Connection> database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.loop = new AdminClientLoop("log-horizon", kafka, this::check, this::onFailure);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    loop.start();
  }

  /** The epoch until the log has been read to its end once. */
  public Instant current() {
    return reached;
  }

  private void check(Admin admin) throws InterruptedException {
    var ahead = following;
    if (ahead == null) {
      ahead =
          new Following(clock.instant(), KafkaOffsets.endOffsets(admin, List.of(Topics.EVENTS)));
    }
    if (KafkaOffsets.isReached(positions(), ahead.ends())) {
      reached = ahead.since();
      ahead = null;
    }
    following = ahead;
  }

  private void onFailure(RuntimeException failure) {
    following = null;
    LOG.atDebug()
        .addKeyValue("error", failure.getClass().getSimpleName())
        .log("The horizon stands still");
  }

  private Map<TopicPartition, Long> positions() {
    return database.executeRead(
        status -> {
          try {
            return PositionStore.all(status.getConnection());
          } catch (SQLException e) {
            throw new IllegalStateException("Positions cannot be read", e);
          }
        });
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
