package io.syncledger.query.watermark;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.connection.ConnectionOperations;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.PositionStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Follows what was in the log at one instant through both hops: folded by metrics-streams, then
 * projected. When it has arrived, the views are complete up to that instant.
 */
@Singleton
final class PipelineCheck {
  /** The consumer group of metrics-streams. */
  private static final String FOLDING = "metrics-streams";

  private static final List<Topic<?>> FOLDED = List.of(Topics.RUNS, Topics.HEALTH, Topics.METRICS);

  /**
   * What is being followed.
   *
   * @param events the ends of the log then
   * @param folded the ends of the folded topics, once all those events had been folded
   */
  private record Following(
      Instant since,
      Map<TopicPartition, Long> events,
      @Nullable Map<TopicPartition, Long> folded) {}

  private final ConnectionOperations<Connection> database;
  private final AtomicLong lag;
  private @Nullable Following following;

  /** The positions cannot be asked for. */
  static final class NoDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoDatabaseException(Throwable cause) {
      super(cause);
    }
  }

  PipelineCheck(@Named("query") ConnectionOperations<Connection> database, MeterRegistry registry) {
    this.database = database;
    this.lag = new AtomicLong();
    Gauge.builder("syncledger.projection.lag.records", lag, AtomicLong::get)
        .description("Records of the log and of what was folded from it that no view shows yet")
        .register(registry);
  }

  /**
   * One look.
   *
   * @return the instant that everything was followed from, if it has all arrived
   */
  Optional<Instant> step(Admin admin, Instant now) throws InterruptedException {
    var current = following;
    if (current == null) {
      current = new Following(now, KafkaOffsets.endOffsets(admin, List.of(Topics.EVENTS)), null);
    }
    if (current.folded() == null
        && KafkaOffsets.isReached(
            KafkaOffsets.committedOffsets(admin, FOLDING), current.events())) {
      current =
          new Following(current.since(), current.events(), KafkaOffsets.endOffsets(admin, FOLDED));
    }
    boolean arrived = projected(current);
    following = arrived ? null : current;
    return arrived ? Optional.of(current.since()) : Optional.empty();
  }

  private boolean projected(Following current) {
    var positions = positions();
    var ends = new HashMap<>(current.events());
    if (current.folded() != null) {
      ends.putAll(current.folded());
    }
    long behind = KafkaOffsets.lag(positions, ends);
    lag.set(behind);
    return current.folded() != null && behind == 0;
  }

  private Map<TopicPartition, Long> positions() {
    try {
      return database.executeRead(
          status -> {
            try {
              return PositionStore.all(status.getConnection());
            } catch (SQLException e) {
              throw new NoDatabaseException(e);
            }
          });
    } catch (RuntimeException e) {
      throw e instanceof NoDatabaseException none ? none : new NoDatabaseException(e);
    }
  }
}
