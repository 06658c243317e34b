package io.syncledger.query.watermark;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.syncledger.query.projection.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Up to when the views are complete: asks again and again whether all that was in the log at one
 * instant has been folded by metrics-streams and has then been projected. The latest such instant
 * is the watermark.
 */
@Singleton
public final class ViewWatermark implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ViewWatermark.class);

  /** Beyond it, what the views say of health is no longer believed. */
  public static final Duration LAG_MAX = Duration.ofSeconds(30);

  private final PipelineCheck check;
  private final Clock clock;
  private final AdminClientLoop loop;
  private volatile Instant watermark = Instant.EPOCH;
  private volatile boolean kafkaAnswers;

  ViewWatermark(KafkaClients kafka, PipelineCheck check, MeterRegistry meters, Clock clock) {
    this.check = check;
    this.clock = clock;
    Gauge.builder("syncledger.views.watermark.timestamp.seconds", this, ViewWatermark::seconds)
        .description("Everything that happened before is in the views; 0 until that is known")
        .register(meters);
    this.loop = new AdminClientLoop("freshness", kafka, this::check, this::onFailure);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    loop.start();
  }

  /** Everything that happened before is in the views. The epoch until the first check is done. */
  public Instant current() {
    return watermark;
  }

  private double seconds() {
    return watermark.toEpochMilli() / 1_000.0;
  }

  /** How long ago the watermark was. */
  public Duration lag() {
    var lag = Duration.between(watermark, clock.instant());
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  /** Whether the views are so far behind that they say nothing about how it is now. */
  public boolean isLagging() {
    return lag().compareTo(LAG_MAX) > 0;
  }

  boolean kafkaAnswers() {
    return kafkaAnswers;
  }

  /** Told once for each silence; before the first answer the topics may not be there yet. */
  private void onFailure(RuntimeException failure) {
    // Of other exceptions nobody knows what their messages quote.
    LOG.atLevel(kafkaAnswers ? Level.WARN : Level.DEBUG)
        .addKeyValue(
            "error",
            failure instanceof KafkaException ? failure.toString() : failure.getClass().getName())
        .log("How fresh the views are is unknown");
    kafkaAnswers = false;
  }

  private void check(Admin admin) throws InterruptedException {
    try {
      check.step(admin, clock.instant()).ifPresent(complete -> watermark = complete);
      kafkaAnswers = true;
    } catch (PipelineCheck.NoDatabaseException e) {
      kafkaAnswers = true;
      LOG.debug("The database does not say how far the projection is");
    }
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
