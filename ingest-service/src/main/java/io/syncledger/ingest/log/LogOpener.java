package io.syncledger.ingest.log;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the log as soon as Kafka answers. The service starts meanwhile: until then readiness is
 * down and events are answered with 503.
 */
@Singleton
final class LogOpener implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(LogOpener.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaSettings kafka;
  private final LogSettings settings;
  private final EventLogWriter log;
  private final Thread opener = Thread.ofVirtual().name("ingest-log-opener").unstarted(this::open);

  LogOpener(KafkaSettings kafka, LogSettings settings, EventLogWriter log) {
    this.kafka = kafka;
    this.settings = settings;
    this.log = log;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    opener.start();
  }

  private void open() {
    try {
      while (!opened()) {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      LOG.info("Closed before Kafka answered");
    }
  }

  private boolean opened() throws InterruptedException {
    try {
      log.open(KafkaClients.connect(kafka, settings));
      return true;
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("Kafka is not ready; trying again");
      return false;
    }
  }

  @PreDestroy
  void close() {
    opener.interrupt();
  }
}
