package io.syncledger.ingest;

import static io.syncledger.ingest.StoredEvents.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.syncledger.http.Role;
import io.syncledger.testkit.kafka.TestKafka;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Accepted reports of external emitters and their records in Kafka. */
@MicronautTest(environments = "ingest-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptedEventsTest implements TestPropertyProvider {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private final TestKafka kafka = TestKafka.shared();

  @Inject EmbeddedServer server;

  @Override
  public Map<String, String> getProperties() {
    return Map.of("syncledger.kafka.bootstrap-servers", kafka.bootstrapServers());
  }

  @Test
  void an_acknowledged_event_is_in_kafka_as_the_emitter_sent_it() {
    var organization = anOrganization();
    var event = CloudEventJson.started(organization);

    var response = Emitter.of(server, organization).report(event);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("{\"accepted\":1,\"event_id\":\"nightly/0\"}");
    var records = StoredEvents.of(kafka, organization);
    assertThat(records).hasSize(1);
    var record = records.getFirst();
    assertThat(record.key()).isEqualTo(organization + "/warehouse");
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).isEqualTo("nightly/0");
    assertThat(header(record, "ce_type")).isEqualTo("syncledger.SyncStarted.v1");
    assertThat(header(record, "ce_source")).isEqualTo("/nightly-import");
    assertThat(header(record, "ce_subject")).isEqualTo(organization + "/warehouse");
    assertThat(header(record, "ce_time")).startsWith("2025-06-30T12:00");
    assertThat(header(record, "ce_dataschema"))
        .isEqualTo("urn:syncledger:schema:syncledger.SyncStarted.v1");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
    assertThat(CloudEventJson.tree(new String(record.value(), StandardCharsets.UTF_8)))
        .isEqualTo(event.data());
  }

  @Test
  void binary_mode_is_equivalent() {
    var organization = anOrganization();
    var emitter = Emitter.of(server, organization);
    var event = CloudEventJson.started(organization);

    var response =
        emitter.post(
            emitter.token(Role.EMITTER),
            "application/json",
            event.data().toString(),
            "ce-specversion",
            "1.0",
            "ce-id",
            event.get("id"),
            "ce-type",
            event.get("type"),
            "ce-source",
            event.get("source"),
            "ce-subject",
            event.get("subject"),
            "ce-time",
            event.get("time"));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(StoredEvents.of(kafka, organization))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(header(record, "ce_id")).isEqualTo("nightly/0");
              assertThat(CloudEventJson.tree(new String(record.value(), StandardCharsets.UTF_8)))
                  .isEqualTo(event.data());
            });
  }

  @Test
  void the_trace_of_the_request_continues_in_kafka() {
    var organization = anOrganization();

    Emitter.of(server, organization)
        .report(
            CloudEventJson.started(organization),
            "traceparent",
            "00-" + TRACE + "-00f067aa0ba902b7-01");

    var traceparent = header(StoredEvents.of(kafka, organization).getFirst(), "traceparent");
    assertThat(traceparent).startsWith("00-" + TRACE).doesNotContain("00f067aa0ba902b7");
  }

  @Test
  void members_that_the_type_does_not_define_are_left_out() {
    var organization = anOrganization();

    Emitter.of(server, organization)
        .report(
            CloudEventJson.started(organization)
                .with("data.patient_name", "\"Zebedee Planted\"")
                .with("nickname", "\"Zebedee Planted\""));

    var record = StoredEvents.of(kafka, organization).getFirst();
    assertThat(new String(record.value(), StandardCharsets.UTF_8)).doesNotContain("Zebedee");
    assertThat(record.headers().toString()).doesNotContain("nickname");
  }

  @Test
  void an_event_may_be_sent_again_and_keeps_its_id() {
    var organization = anOrganization();
    var emitter = Emitter.of(server, organization);
    var event = CloudEventJson.started(organization);

    assertThat(emitter.report(event).body()).isEqualTo(emitter.report(event).body());

    assertThat(StoredEvents.of(kafka, organization))
        .extracting(record -> header(record, "ce_id"))
        .containsOnly("nightly/0");
  }

  @Test
  void events_of_one_service_stay_in_order() {
    var organization = anOrganization();
    var emitter = Emitter.of(server, organization);
    var event = CloudEventJson.started(organization);

    for (int sequence = 0; sequence < 20; sequence++) {
      var next =
          event.with("id", "\"nightly/" + sequence + "\"").with("data.sequence", "" + sequence);
      assertThat(emitter.report(next).statusCode()).isEqualTo(202);
    }

    assertThat(StoredEvents.of(kafka, organization))
        .extracting(record -> header(record, "ce_id"))
        .containsExactly(
            Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> "nightly/" + i)
                .toArray(String[]::new));
  }

  @Test
  void an_admin_may_report_too() {
    var organization = anOrganization();
    var emitter = Emitter.of(server, organization);

    var response =
        emitter.post(
            emitter.token(Role.ADMIN),
            Emitter.STRUCTURED,
            CloudEventJson.started(organization).text());

    assertThat(response.statusCode()).isEqualTo(202);
  }

  private static String anOrganization() {
    return "org_" + UUID.randomUUID();
  }
}
