package io.syncledger.query.watermark;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.events.wire.Topic;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.projection.KafkaClients;
import io.syncledger.query.projection.PositionStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Computes the watermark of the views: everything that happened before it is in them. It takes the
 * end of the log at one instant and follows it through both hops, until metrics-streams has folded
 * everything up to there and the results have been projected. Then that instant becomes the
 * watermark, and the next one is chosen.
 */
@Singleton
public final class ViewWatermark implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ViewWatermark.class);

  /** With a greater lag the views do not describe the present. */
  private static final Duration LAG_MAX = Duration.ofSeconds(30);

  /** The consumer group of metrics-streams. */
  private static final String FOLD_GROUP = "metrics-streams";

  private static final List<Topic<?>> FOLDED = List.of(Topics.RUNS, Topics.HEALTH, Topics.METRICS);

  /**
   * The instant that becomes the watermark once its offsets are projected.
   *
   * @param events the end of the log at that instant
   * @param folded the ends of the folded topics once all those events had been folded; null before
   */
  private record Target(
      Instant instant,
      Map<TopicPartition, Long> events,
      @Nullable Map<TopicPartition, Long> folded) {

    Map<TopicPartition, Long> ends() {
      var ends = new HashMap<>(events);
      if (folded != null) {
        ends.putAll(folded);
      }
      return ends;
    }
  }

  private final PositionStore positions;
  private final Clock clock;
  private final AdminClientLoop loop;
  private final AtomicLong lagRecords = new AtomicLong();
  private @Nullable Target target;
  private volatile Instant watermark = Instant.EPOCH;
  private volatile boolean kafkaReachable;

  ViewWatermark(KafkaClients kafka, PositionStore positions, MeterRegistry meters, Clock clock) {
    this.positions = positions;
    this.clock = clock;
    Gauge.builder("syncledger.views.watermark.timestamp.seconds", this, ViewWatermark::seconds)
        .description("Everything that happened before is in the views; 0 until that is known")
        .register(meters);
    Gauge.builder("syncledger.projection.lag.records", lagRecords, AtomicLong::get)
        .description("Records of the log and of what was folded from it that no view shows yet")
        .register(meters);
    this.loop = new AdminClientLoop("view-watermark", kafka, this::check, this::onFailure);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    loop.start();
  }

  /** The watermark; the epoch until the views have been complete once. */
  public Instant current() {
    return watermark;
  }

  private double seconds() {
    return watermark.toEpochMilli() / 1_000.0;
  }

  /** The time between the watermark and now. */
  public Duration lag() {
    var lag = Duration.between(watermark, clock.instant());
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  /** Whether the lag is so great that the views do not describe the present. */
  public boolean isLagging() {
    return lag().compareTo(LAG_MAX) > 0;
  }

  boolean isKafkaReachable() {
    return kafkaReachable;
  }

  private void check(Admin admin) throws InterruptedException {
    var next = advance(admin, target);
    kafkaReachable = true;
    long behind;
    try {
      behind = KafkaOffsets.lag(positions.all(), next.ends());
    } catch (RuntimeException e) {
      LOG.debug("Projection positions could not be read");
      return;
    }
    lagRecords.set(behind);
    if (next.folded() != null && behind == 0) {
      watermark = next.instant();
      target = null;
    } else {
      target = next;
    }
  }

  /**
   * Chooses the next target, or records the ends of the folded topics once all its events are
   * folded.
   */
  private Target advance(Admin admin, @Nullable Target previous) throws InterruptedException {
    var next =
        previous == null
            ? new Target(
                clock.instant(), KafkaOffsets.endOffsets(admin, List.of(Topics.EVENTS)), null)
            : previous;
    if (next.folded() == null
        && KafkaOffsets.isReached(
            KafkaOffsets.committedOffsets(admin, FOLD_GROUP), next.events())) {
      return new Target(next.instant(), next.events(), KafkaOffsets.endOffsets(admin, FOLDED));
    }
    return next;
  }

  /** Warns once per outage; before the first response the topics may not exist yet. */
  private void onFailure(Exception failure) {
    // Messages of other exceptions may quote data.
    LOG.atLevel(kafkaReachable ? Level.WARN : Level.DEBUG)
        .addKeyValue(
            "error",
            failure instanceof KafkaException ? failure.toString() : failure.getClass().getName())
        .log("The freshness of the views is unknown");
    kafkaReachable = false;
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
