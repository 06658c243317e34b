package io.syncledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.syncledger.testkit.kafka.TestKafka;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(environments = "ingest-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeEventTest implements TestPropertyProvider {
  private static final int LIMIT = 1024 * 1024;
  private static final int REASON = 200;

  private final TestKafka kafka = TestKafka.shared();
  private final String organization = "org_" + UUID.randomUUID();

  @Inject EmbeddedServer server;
  @Inject MeterRegistry registry;

  @Override
  public Map<String, String> getProperties() {
    return Map.of("syncledger.kafka.bootstrap-servers", kafka.bootstrapServers());
  }

  @Test
  void an_event_near_the_limit_is_accepted() {
    var event = ofLength(LIMIT - 2_000);

    assertThat(Emitter.of(server, organization).report(event).statusCode()).isEqualTo(202);
    assertThat(StoredEvents.of(kafka, organization)).hasSize(1);
  }

  @Test
  void an_event_over_the_limit_is_413() {
    var event = ofLength(LIMIT + 1);

    assertThat(Emitter.of(server, organization).report(event).statusCode()).isEqualTo(413);
  }

  @Test
  void an_event_that_a_request_can_hold_but_the_log_cannot_is_413_too() {
    var response = Emitter.of(server, organization).report(ofLength(LIMIT));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(
            registry.get("syncledger.ingest.refused").tag("reason", "too_large").counter().count())
        .isEqualTo(1);
  }

  /** An event with so many rejections that its JSON has exactly this length. */
  private CloudEventJson ofLength(int length) {
    int each = reject(REASON).length() + 1;
    int room = length - rejecting(reject(0)).text().length();
    int others = room / each - 1;
    var all = String.join(",", Collections.nCopies(others, reject(REASON)));
    var event = rejecting(all + "," + reject(room - others * each));
    assertThat(event.text()).hasSize(length);
    return event;
  }

  private static String reject(int reasonLength) {
    return """
    {"record_id":"1","error_type":"invalid_data","reason":"%s"}\
    """
        .formatted("x".repeat(reasonLength));
  }

  private CloudEventJson rejecting(String rejects) {
    return CloudEventJson.of(
        "syncledger.RecordsRejected.v1",
        """
        {"sync_id": "nightly", "sequence": 1, "organization_id": "%s", "service": "warehouse",
         "occurred_at": "2025-06-30T12:00:00.000Z", "resource": "patients", "rejects": [%s]}
        """
            .formatted(organization, rejects));
  }
}
