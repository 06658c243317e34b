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
import io.syncledger.events.Rejection;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fold.RejectedRecord;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version that was ever written stays readable. A golden file is never edited: a change that
 * breaks it needs a new version of the type.
 */
class EventContractTest {
  private static final ObjectMapper TREES = new ObjectMapper();

  static Stream<String> types() {
    return EventTypes.names().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_golden_event_is_read_and_written_back_as_it_is(String type) {
    for (var golden : goldens(type)) {
      var event = EventJson.readEvent(type, bytes(golden));

      assertThat(EventTypes.nameOf(event)).isEqualTo(type);
      assertThat(tree(EventJson.write(event))).isEqualTo(golden);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_published_schema_admits_the_golden_events_and_names_every_member(String type) {
    var schema = schema(type);

    assertThat(goldens(type)).allSatisfy(golden -> assertThat(schema.validate(golden)).isEmpty());
    assertThat(schema.getSchemaNode().get("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            goldens(type).stream()
                .flatMap(golden -> golden.properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
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
  void a_member_that_a_newer_writer_added_is_ignored(String type) {
    var newer = ((ObjectNode) golden(type, "")).put("added_later", 1);

    assertThat(EventJson.readEvent(type, bytes(newer)))
        .isEqualTo(EventJson.readEvent(type, bytes(golden(type, ""))));
  }

  @Test
  void the_table_of_types_lists_every_event() {
    var declared =
        Arrays.stream(SyncEvent.class.getDeclaredClasses())
            .filter(type -> type.isRecord() && SyncEvent.class.isAssignableFrom(type))
            .map(type -> "syncledger." + type.getSimpleName() + ".v1");

    assertThat(EventTypes.names()).containsExactlyInAnyOrderElementsOf(declared.toList());
  }

  @Test
  void items_without_a_resource_are_items_and_omit_it() {
    var type = "syncledger.ItemsUpserted.v1";
    var old = resource("/contract/" + type + ".json");
    var event = (SyncEvent.ItemsUpserted) EventJson.readEvent(type, old);
    var named = new SyncEvent.ItemsUpserted(event.envelope(), "items", event.upsert());

    assertThat(event.resource()).isEqualTo("items");
    assertThat(named).isEqualTo(event);
    assertThat(EventJson.write(named)).isEqualTo(bytes(tree(old)));
  }

  @Test
  void a_state_folded_before_plans_waits_and_vanished_records_existed_is_still_read() {
    var state = EventJson.read(resource("/state/run.before-plans.json"), RunState.class);

    assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.progress().sum(ResourceProgress::stored)).isEqualTo(647);
    assertThat(state.progress().rejects())
        .containsExactly(
            new RejectedRecord(null, new Rejection("82", "schema_mismatch", "no last_name")));
    assertThat(state.progress().sum(ResourceProgress::vanished)).isZero();
    assertThat(state.delay()).isNull();
    assertThat(state.retry()).isNull();
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
  void a_fraction_is_not_a_count() {
    var type = "syncledger.PageFetched.v1";
    var bad = ((ObjectNode) golden(type, "")).put("page", 1.5);

    assertThatThrownBy(() -> EventJson.readEvent(type, bytes(bad)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("page");
  }

  /**
   * All golden files of a type: complete, with the required members only, and one for each member
   * added later.
   */
  private static List<JsonNode> goldens(String type) {
    try (var files = Files.list(Path.of("src/test/resources/contract"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(type + "."))
          .map(name -> tree(resource("/contract/" + name)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
