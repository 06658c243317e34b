package io.syncledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.syncledger.events.InvalidEventException;
import io.syncledger.events.SyncEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version ever written stays readable. A golden file is never edited: a change that breaks
 * one is a new version of the type.
 */
class EventContractTest {
  private static final ObjectMapper TREES = new ObjectMapper();

  static Stream<String> types() {
    return EventTypes.names().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_golden_event_is_read_and_written_back_as_it_is(String type) {
    for (var golden : new JsonNode[] {golden(type, ""), golden(type, ".least")}) {
      var event = EventJson.readEvent(type, bytes(golden));

      assertThat(EventTypes.nameOf(event)).isEqualTo(type);
      assertThat(tree(EventJson.write(event))).isEqualTo(golden);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_published_schema_admits_the_golden_events_and_names_every_member(String type) {
    var schema = schema(type);

    assertThat(schema.validate(golden(type, ""))).isEmpty();
    assertThat(schema.validate(golden(type, ".least"))).isEmpty();
    assertThat(schema.getSchemaNode().get("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(() -> golden(type, "").fieldNames());
  }

  @ParameterizedTest
  @MethodSource("types")
  void without_any_one_required_member_schema_and_reader_both_refuse(String type) {
    for (var required : schema(type).getSchemaNode().get("required")) {
      var lacking = ((ObjectNode) golden(type, "")).without(required.asText());

      assertThat(schema(type).validate(lacking)).as(required.asText()).isNotEmpty();
      assertThatThrownBy(() -> EventJson.readEvent(type, bytes(lacking)))
          .as(required.asText())
          .isInstanceOf(InvalidEventException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_member_that_a_newer_writer_added_is_passed_over(String type) {
    var newer = ((ObjectNode) golden(type, "")).put("added_later", 1);

    assertThat(EventJson.readEvent(type, bytes(newer)))
        .isEqualTo(EventJson.readEvent(type, bytes(golden(type, ""))));
  }

  @Test
  void the_table_of_types_holds_every_event_there_is() {
    var declared =
        Arrays.stream(SyncEvent.class.getDeclaredClasses())
            .filter(type -> type.isRecord() && SyncEvent.class.isAssignableFrom(type))
            .map(type -> "syncledger." + type.getSimpleName() + ".v1");

    assertThat(EventTypes.names()).containsExactlyInAnyOrderElementsOf(declared.toList());
  }

  @Test
  void a_refusal_names_the_field_and_never_repeats_the_value() {
    var type = "syncledger.PageFetched.v1";
    var bad = ((ObjectNode) golden(type, "")).put("page", "Jane Roe");

    assertThatThrownBy(() -> EventJson.readEvent(type, bytes(bad)))
        .isInstanceOfSatisfying(
            InvalidEventException.class, e -> assertThat(e.field()).isEqualTo("page"))
        .hasMessageNotContaining("Jane");
  }

  @Test
  void a_fraction_is_no_count() {
    var type = "syncledger.PageFetched.v1";
    var bad = ((ObjectNode) golden(type, "")).put("page", 1.5);

    assertThatThrownBy(() -> EventJson.readEvent(type, bytes(bad)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("page");
  }

  private static JsonNode golden(String type, String variant) {
    return tree(resource("/contract/" + type + variant + ".json"));
  }

  private static JsonSchema schema(String type) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(tree(resource("/schemas/" + type + ".json")));
  }

  private static byte[] resource(String path) {
    try (var in = EventContractTest.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return TREES.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return TREES.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
