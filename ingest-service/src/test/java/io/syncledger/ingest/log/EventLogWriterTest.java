package io.syncledger.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.syncledger.testkit.kafka.TestKafka;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogWriterTest {
  @Test
  void the_log_is_closed_with_the_application() {
    var settings =
        Map.<String, Object>of(
            "syncledger.kafka.bootstrap-servers", TestKafka.shared().bootstrapServers());
    EventLogWriter log;
    try (var application = ApplicationContext.run(settings, "test", "ingest-service")) {
      log = application.getBean(EventLogWriter.class);
      await().atMost(Duration.ofSeconds(60)).until(log::isReachable);
    }

    assertThat(log.isReachable()).isFalse();
  }
}
