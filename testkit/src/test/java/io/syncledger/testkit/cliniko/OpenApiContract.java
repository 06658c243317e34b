package io.syncledger.testkit.cliniko;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Validates responses against Cliniko's OpenAPI document. */
final class OpenApiContract {

  private static final String DOCUMENT = "https://cliniko.test/openapi.json";

  private final JsonNode document = amended();
  private final JsonSchemaFactory schemas;

  OpenApiContract() {
    Map<String, String> documents = Map.of(DOCUMENT, document.toString());
    schemas =
        JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
            .metaSchema(dialect())
            .schemaLoaders(loaders -> loaders.schemas(documents))
            .build();
  }

  /** The keys of a record that its schema does not define. */
  Set<String> undeclared(String schema, JsonNode record) {
    Set<String> names = new TreeSet<>();
    record.fieldNames().forEachRemaining(names::add);
    document
        .at("/components/schemas/" + schema + "/properties")
        .fieldNames()
        .forEachRemaining(names::remove);
    return names;
  }

  /** The violations of the schema for a path's 200 response; empty if there are none. */
  Set<ValidationMessage> violations(String path, JsonNode reply) {
    String pointer =
        "#/paths/"
            + path.replace("/", "~1")
            + "/get/responses/200/content/application~1json/schema";
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return schemas.getSchema(SchemaLocation.of(DOCUMENT + pointer), config).validate(reply);
  }

  /** The dialect of OpenAPI 3.0, in which unknown keywords are annotations. */
  private static JsonMetaSchema dialect() {
    return JsonMetaSchema.builder(OpenApi30.getInstance())
        .unknownKeywordFactory((keyword, node) -> new AnnotationKeyword(keyword))
        .build();
  }

  /**
   * The document, with three corrections. Its e-mail pattern has capital letters only: it is meant
   * to ignore case. Its "phone" is no format that is defined anywhere, and its own examples break
   * what validators take it for: here a normalised number is digits, any other is text. And an
   * individual appointment that is not cancelled has "" for a reason's description, as the document
   * has it for attendees.
   */
  private static JsonNode amended() {
    JsonNode document = document();
    for (JsonNode owner : document.findParents("pattern")) {
      String pattern = owner.path("pattern").asText();
      if (pattern.startsWith("^[A-Z0-9!#$%&")) {
        ((ObjectNode) owner).put("pattern", "(?i)" + pattern);
      }
    }
    ObjectNode phone = (ObjectNode) document.at("/components/schemas/PhoneNumber/properties");
    ((ObjectNode) phone.path("number")).remove("format");
    ((ObjectNode) phone.path("normalized_number")).remove("format");
    ((ObjectNode) phone.path("normalized_number")).put("pattern", "^[0-9]+$");
    JsonNode description =
        document.at(
            "/components/schemas/IndividualAppointment/properties/cancellation_reason_description");
    ((ArrayNode) description.path("enum")).add("");
    return document;
  }

  private static JsonNode document() {
    try (InputStream in = OpenApiContract.class.getResourceAsStream("/cliniko/openapi.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
