package io.syncledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.syncledger.testkit.kafka.TestKafka;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KafkaOutageTest {
  private final String organization = "org_" + UUID.randomUUID();

  @Test
  void events_are_refused_with_503_until_kafka_is_reachable_and_then_accepted() throws IOException {
    var kafka = TestKafka.shared();
    try (var way = new GatedKafkaProxy(kafka.bootstrapServers());
        var service = service(way.address())) {
      var emitter = new Emitter(service, organization);

      unconfirmed(emitter.report(CloudEventJson.started(organization)));
      assertThat(emitter.get("/health/liveness").statusCode()).isEqualTo(200);
      assertThat(emitter.get("/health/readiness").statusCode()).isEqualTo(503);
      assertThat(StoredEvents.of(kafka, organization)).isEmpty();

      way.open();
      emitter.awaitReady();
      assertThat(emitter.report(CloudEventJson.started(organization)).statusCode()).isEqualTo(202);
      assertThat(StoredEvents.of(kafka, organization)).hasSize(1);
    }
  }

  @Test
  void during_an_outage_of_kafka_no_unconfirmed_event_is_acknowledged() {
    var kafka = TestKafka.start().createTopics();
    try (var service = service(kafka.bootstrapServers())) {
      var emitter = new Emitter(service, organization);
      emitter.awaitReady();
      assertThat(emitter.report(CloudEventJson.started(organization)).statusCode()).isEqualTo(202);

      kafka.close();

      unconfirmed(emitter.report(CloudEventJson.started(organization)));
      assertThat(emitter.get("/health/readiness").statusCode()).isEqualTo(503);
      assertThat(emitter.get("/prometheus").body())
          .contains(
              "syncledger_ingest_accepted_total 1.0", "syncledger_ingest_unconfirmed_total 1.0");
    }
  }

  private static void unconfirmed(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    var problem = CloudEventJson.tree(response.body());
    assertThat(problem.at("/details/error_type").asText()).isEqualTo("unavailable");
    assertThat(problem.at("/details/retry_after").asInt()).isEqualTo(7);
  }

  private static EmbeddedServer service(String bootstrapServers) {
    return ApplicationContext.run(
        EmbeddedServer.class,
        Map.of(
            "syncledger.kafka.bootstrap-servers", bootstrapServers,
            "syncledger.ingest.log.max-block", "2s",
            "syncledger.ingest.log.delivery-timeout", "4s",
            "syncledger.ingest.log.retry-after", "7s"),
        "test",
        "ingest-service");
  }
}
