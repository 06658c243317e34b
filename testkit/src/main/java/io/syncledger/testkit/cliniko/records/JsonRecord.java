package io.syncledger.testkit.cliniko.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record held as JSON. As in Cliniko, foreign keys exist only as links: {@code patient_id} is the
 * last path segment of the link {@code patient}.
 */
public final class JsonRecord implements ClinicRecord {

  private final ObjectNode tree;
  private final byte[] json;

  public JsonRecord(ObjectNode tree) {
    this.tree = tree.deepCopy();
    this.json = LinkRoot.write(tree);
  }

  @Override
  public byte[] json() {
    return json;
  }

  @Override
  public @Nullable Object value(Field field) {
    JsonNode node = node(field.name());
    if (node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isEmpty())) {
      return null;
    }
    return switch (field.type()) {
      case NUMBER -> Long.valueOf(node.asText());
      case INSTANT -> Instant.parse(node.asText()).toEpochMilli();
      case BOOLEAN -> node.booleanValue();
      case STRING, DATE -> node.asText();
      case ARRAY -> texts(node);
    };
  }

  @Override
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  private JsonNode node(String name) {
    JsonNode plain = tree.path(name);
    return plain.isMissingNode() && name.endsWith("_id") ? linkedId(name) : plain;
  }

  private JsonNode linkedId(String name) {
    // An attendee's appointment is its booking: Cliniko accepts both names in filters, but the
    // record has one link.
    String relation =
        name.equals("appointment_id") ? "booking" : name.substring(0, name.length() - 3);
    String link = tree.path(relation).path("links").path("self").asText();
    return tree.textNode(link.substring(link.lastIndexOf('/') + 1));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
