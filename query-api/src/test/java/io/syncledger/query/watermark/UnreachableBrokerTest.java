package io.syncledger.query.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.testkit.kafka.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Checks what is logged about an unreachable broker. */
class UnreachableBrokerTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(ViewWatermark.class);
  private final LevelAppender appender = new LevelAppender();

  private static final class LevelAppender extends AppenderBase<ILoggingEvent> {
    private final List<Level> levels = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getMessage().startsWith("The freshness of the views")) {
        levels.add(event.getLevel());
      }
    }
  }

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.DEBUG);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }

  @Test
  void a_broker_that_has_not_started_causes_no_warning() {
    try (var _ = ReadSide.start(Map.of("syncledger.kafka.bootstrap-servers", "127.0.0.1:1"))) {
      await().atMost(Duration.ofSeconds(60)).until(() -> appender.levels.size() >= 2);
    }

    assertThat(appender.levels).doesNotContain(Level.WARN);
  }

  @Test
  void an_unreachable_broker_causes_one_warning() {
    var kafka = TestKafka.start().createTopics();
    try (var readSide =
        ReadSide.start(Map.of("syncledger.kafka.bootstrap-servers", kafka.bootstrapServers()))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> readSide.get("/health/readiness").body().contains("\"kafka_answers\":true"));
      kafka.close();
      await().atMost(Duration.ofSeconds(60)).until(() -> appender.levels.size() >= 2);
    }

    assertThat(appender.levels).containsOnlyOnce(Level.WARN);
  }
}
