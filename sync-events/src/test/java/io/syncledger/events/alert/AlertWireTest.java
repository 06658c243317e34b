package io.syncledger.events.alert;

import static io.syncledger.events.alert.AlertHistory.noon;
import static io.syncledger.events.alert.AlertHistory.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.syncledger.events.ErrorType;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.Topics;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertWireTest {
  private static final AlertHistory PAST =
      AlertHistory.of(
          run("sync_1", 0).failed(ErrorType.AUTHENTICATION_FAILED, "HTTP_401").events());

  /** The components of the record as JSON names them, and the type. */
  private static final String[] MEMBERS =
      Stream.concat(
              Stream.of("type"),
              Stream.of(Alert.class.getRecordComponents())
                  .map(RecordComponent::getName)
                  .map(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate))
          .toArray(String[]::new);

  @Test
  void a_transition_carries_its_name_beside_the_alerts_members() {
    var raised = new AlertMessage.AlertRaised(PAST.episodes().getFirst());
    var bytes = Topics.ALERTS.value().serializer().serialize(Topics.ALERTS.name(), raised);

    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .contains(
            "\"type\":\"syncledger.AlertRaised.v1\"",
            "\"organization_id\":\"org_1\"",
            "\"rule\":\"credentials_invalid\"",
            "\"severity\":\"critical\"",
            "\"state\":\"firing\"",
            "\"episode\":1",
            "\"starts_at\":\"2026-06-30T12:00:01.000Z\"",
            "\"because\":[\"sync_1/1\"]",
            "\"error_code\":\"HTTP_401\"");
    assertThat(Topics.ALERTS.value().deserializer().deserialize(Topics.ALERTS.name(), bytes))
        .isEqualTo(raised);
  }

  @Test
  void the_published_schemas_admit_what_is_sent_and_name_every_member() throws IOException {
    var past =
        AlertHistory.of(
            run("sync_1", 0).failed(ErrorType.AUTHENTICATION_FAILED, "HTTP_401").events());
    var raised = tree(new AlertMessage.AlertRaised(past.episodes().getFirst()));
    past.apply(run("sync_2", 60).page(100, 100).completed().events());
    var resolved = tree(new AlertMessage.AlertResolved(past.episodes().getFirst()));

    assertThat(schemaOf(raised).validate(raised)).isEmpty();
    assertThat(schemaOf(resolved).validate(resolved)).isEmpty();
    assertThat(schemaOf(resolved).validate(raised)).isNotEmpty();
    for (var message : List.of(raised, resolved)) {
      var schema = schemaOf(message).getSchemaNode();
      assertThat(schema.get("required"))
          .allSatisfy(member -> assertThat(message.has(member.asText())).isTrue());
      assertThat(schema.get("properties").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(MEMBERS);
    }
  }

  @Test
  void the_folded_state_survives_its_json() {
    var alerting =
        PAST.apply(run("sync_2", 60).page(50, 200).events())
            .apply(AlertHistory.consistencyChecked("sync_1", 80, 4, 5))
            .advanceTo(noon(4000))
            .alerting();

    assertThat(EventJson.read(EventJson.write(alerting), ServiceAlerts.class)).isEqualTo(alerting);
  }

  @Test
  void thresholds_survive_their_json() {
    var defaults = AlertHistory.DEFAULTS;
    var own =
        new Thresholds(
            1,
            2,
            3,
            4,
            5L,
            6,
            7.5,
            0.8,
            9,
            10,
            11.5,
            0.12,
            13,
            new TreeMap<>(Map.of("slow_sync", 60L)),
            new TreeSet<>(List.of(Rule.DATA_DRIFT)));

    assertThat(EventJson.read(EventJson.write(defaults), Thresholds.class)).isEqualTo(defaults);
    assertThat(EventJson.read(EventJson.write(own), Thresholds.class)).isEqualTo(own);
  }

  @Test
  void a_fingerprint_never_changes() {
    assertThat(PAST.episodes().getFirst().fingerprint()).isEqualTo("863e6786b24091df");
  }

  private static JsonNode tree(AlertMessage message) throws IOException {
    return new ObjectMapper()
        .readTree(Topics.ALERTS.value().serializer().serialize(Topics.ALERTS.name(), message));
  }

  private static JsonSchema schemaOf(JsonNode message) throws IOException {
    var path = "/schemas/" + message.get("type").asText() + ".json";
    try (var schema = AlertWireTest.class.getResourceAsStream(path)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }
  }
}
