package io.syncledger.query.watermark;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.KafkaClients;
import io.syncledger.query.projection.PositionStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
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
 * Computes the watermark of the log: all events that were in {@code sync.events} at that instant
 * have been projected here. Conclusions from the absence of events are valid up to it and no
 * further. Unlike {@link ViewWatermark} it does not wait for metrics-streams.
 */
@Singleton
public final class LogWatermark implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatermark.class);

  /**
   * The instant that becomes the watermark once its offsets are projected.
   *
   * @param ends of the log at that instant
   */
  private record Target(Instant instant, Map<TopicPartition, Long> ends) {}

  private final PositionStore positions;
  private final Clock clock;
  private final AdminClientLoop loop;
  private @Nullable Target target;
  private volatile Instant watermark = Instant.EPOCH;

  LogWatermark(KafkaClients kafka, PositionStore positions, Clock clock) {
    this.positions = positions;
    this.clock = clock;
    this.loop = new AdminClientLoop("log-watermark", kafka, this::check, this::onFailure);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    loop.start();
  }

  /** The watermark; the epoch until the log has been read to its end once. */
  public Instant current() {
    return watermark;
  }

  private void check(Admin admin) throws InterruptedException {
    var next = target;
    if (next == null) {
      var now = clock.instant();
      next = new Target(now, KafkaOffsets.endOffsets(admin, List.of(Topics.EVENTS)));
    }
    if (KafkaOffsets.isReached(positions.all(), next.ends())) {
      watermark = next.instant();
      target = null;
    } else {
      target = next;
    }
  }

  private void onFailure(Exception failure) {
    target = null;
    LOG.atDebug()
        .addKeyValue("error", failure.getClass().getSimpleName())
        .log("The log watermark does not advance");
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
