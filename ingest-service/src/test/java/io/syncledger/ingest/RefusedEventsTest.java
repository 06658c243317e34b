package io.syncledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.syncledger.http.Role;
import io.syncledger.testkit.kafka.TestKafka;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused deliveries: their responses, and that nothing of them reaches Kafka. */
@MicronautTest(environments = "ingest-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedEventsTest implements TestPropertyProvider {
  private final TestKafka kafka = TestKafka.shared();
  private final String organization = "org_" + UUID.randomUUID();

  @Inject EmbeddedServer server;
  @Inject MeterRegistry registry;

  @Override
  public Map<String, String> getProperties() {
    return Map.of("syncledger.kafka.bootstrap-servers", kafka.bootstrapServers());
  }

  @AfterAll
  void no_refused_event_is_in_kafka() {
    assertThat(StoredEvents.of(kafka, organization)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          specversion          | -               | not_a_cloud_event | specversion is missing or not valid
          specversion          | "0.2"           | not_a_cloud_event | specversion is missing or not valid
          id                   | -               | not_a_cloud_event | id is missing or not valid
          id                   | 5               | not_a_cloud_event | id is missing or not valid
          id                   | "nightly/1"     | inconsistent      | id must be sync_id/sequence of the body
          source               | -               | not_a_cloud_event | source is missing or not valid
          source               | "not a uri"     | not_a_cloud_event | source is missing or not valid
          source               | "/sync-service" | invalid_source    | source must be the emitter's own, of at most 500 characters
          type                 | -               | not_a_cloud_event | type is missing or not valid
          type                 | "a.Thing.v1"    | unknown_type      | type is not a published event type
          type                 | "syncledger.SyncStarted.v2" | unknown_type | type is not a published event type
          subject              | -               | inconsistent      | subject must be organization_id/service of the body
          subject              | "org/other"     | inconsistent      | subject must be organization_id/service of the body
          time                 | -               | inconsistent      | time must be occurred_at of the body
          time                 | "Zebedee"       | not_a_cloud_event | time is missing or not valid
          time                 | "2025-06-30T12:00:00.001Z" | inconsistent | time must be occurred_at of the body
          datacontenttype      | "text/plain"    | not_a_cloud_event | data is missing or not valid
          data                 | -               | invalid_body      | data is required
          data                 | "Zebedee"       | invalid_body      | data has the wrong form
          data                 | []              | invalid_body      | data has the wrong form
          data.sync_id         | -               | invalid_body      | sync_id is required
          data.sync_id         | "a/b"           | invalid_body      | sync_id must match [A-Za-z0-9._:~@-]{1,200}
          data.sequence        | -1              | invalid_body      | sequence must be at least 0
          data.organization_id | -               | invalid_body      | organization_id is required
          data.service         | "WAREHOUSE"     | invalid_body      | service must match [a-z0-9][a-z0-9._-]{0,62}
          data.occurred_at     | -               | invalid_body      | occurred_at is required
          data.occurred_at     | "Zebedee"       | invalid_body      | occurred_at has the wrong form
          data.sync_type       | -               | invalid_body      | sync_type is required
          data.sync_type       | "sideways"      | invalid_body      | sync_type has the wrong form
          data.attempt         | 0               | invalid_body      | attempt must be at least 1
          data.attempt         | "first"         | invalid_body      | attempt has the wrong form
          """)
  void an_event_that_is_not_as_published_is_400_naming_the_field(
      String field, String json, String reason, String detail) {
    double before = refused(reason);

    var response =
        Emitter.of(server, organization)
            .report(CloudEventJson.started(organization).with(field, json));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(CloudEventJson.tree(response.body()).path("detail").asText()).isEqualTo(detail);
    assertThat(response.body()).doesNotContain("Zebedee");
    assertThat(refused(reason)).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "5", "\u0000"})
  void a_body_that_is_not_a_cloud_event_is_400(String body) {
    var emitter = Emitter.of(server, organization);

    var response = emitter.post(emitter.token(Role.EMITTER), Emitter.STRUCTURED, body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(CloudEventJson.tree(response.body()).at("/details/fields/0/field").asText())
        .isEqualTo("body");
  }

  @Test
  void json_without_the_headers_of_binary_mode_is_400() {
    var emitter = Emitter.of(server, organization);

    var response =
        emitter.post(
            emitter.token(Role.EMITTER),
            "application/json",
            CloudEventJson.started(organization).text());

    assertThat(response.statusCode()).isEqualTo(400);
  }

  @Test
  void an_event_in_the_future_is_400() {
    var soon = "\"" + Instant.now().plus(Duration.ofHours(1)).toString().substring(0, 19) + "Z\"";

    var response =
        Emitter.of(server, organization)
            .report(
                CloudEventJson.started(organization)
                    .with("time", soon)
                    .with("data.occurred_at", soon));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(CloudEventJson.tree(response.body()).path("detail").asText())
        .isEqualTo("occurred_at is in the future");
  }

  @Test
  void another_organization_s_event_is_403() {
    double before = refused("other_organization");

    var response = Emitter.of(server, "org_elsewhere").report(CloudEventJson.started(organization));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(refused("other_organization")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {Role.VIEWER, Role.OPERATOR})
  void a_caller_without_the_emitter_role_is_403(String role) {
    assertThat(post(role, Emitter.STRUCTURED).statusCode()).isEqualTo(403);
  }

  @Test
  void a_token_of_no_known_issuer_is_401() {
    var response =
        Emitter.of(server, organization)
            .post("garbage", Emitter.STRUCTURED, CloudEventJson.started(organization).text());

    assertThat(response.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/cloudevents-batch+json"})
  void another_media_type_is_415(String mediaType) {
    assertThat(post(Role.EMITTER, mediaType).statusCode()).isEqualTo(415);
  }

  @Test
  void an_endless_source_is_400() {
    var response =
        Emitter.of(server, organization)
            .report(
                CloudEventJson.started(organization)
                    .with("source", "\"/" + "x".repeat(500) + "\""));

    assertThat(response.statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> post(String role, String mediaType) {
    var emitter = Emitter.of(server, organization);
    return emitter.post(
        emitter.token(role), mediaType, CloudEventJson.started(organization).text());
  }

  private double refused(String reason) {
    return registry.get("syncledger.ingest.refused").tag("reason", reason).counter().count();
  }
}
