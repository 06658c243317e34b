package io.syncledger.sync.source.cliniko;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.sync.source.Column;
import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.RecordFields;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns of values that only Cliniko has. */
final class ClinikoColumns {
  private static final Pattern COLLECTION = Pattern.compile("[a-z_]{1,60}");
  private static final List<String> PHONE = List.of("phone_type", "number", "normalized_number");

  private ClinikoColumns() {}

  /** The id of the one record that a link leads to; there may be no such record. */
  static Column link(String member) {
    return new Column(member + "_id", "text", fields -> linkedId(fields, member));
  }

  /** Null when there is no such link: links to many records have a query or end with a name. */
  private static @Nullable String linkedId(RecordFields fields, String member) {
    var link = fields.object().path(member).path("links").path("self").asText();
    int last = link.lastIndexOf('/');
    var collection = link.substring(link.lastIndexOf('/', last - 1) + 1, Math.max(last, 0));
    var id = link.substring(last + 1);
    boolean path = link.indexOf('?') < 0 && link.indexOf('#') < 0;
    return path && IdFormat.NUMERIC.isId(id) && COLLECTION.matcher(collection).matches()
        ? id
        : null;
  }

  static Column phoneNumbers(String name, String member) {
    return new Column(
        name,
        "jsonb",
        fields -> {
          var numbers = fields.objects(member);
          return numbers == null
              ? null
              : numbers.map(ClinikoColumns::phone).collect(Collectors.joining(",", "[", "]"));
        });
  }

  private static String phone(RecordFields fields) {
    ObjectNode phone = JsonNodeFactory.instance.objectNode();
    for (var part : PHONE) {
      var text = fields.text(part);
      if (text != null) {
        phone.put(part, text);
      }
    }
    return phone.toString();
  }

  static Column repeatRule(String name) {
    return new Column(
        name,
        "jsonb",
        fields -> {
          var rule = fields.nested(name);
          return rule == null ? null : repeatRule(rule);
        });
  }

  private static String repeatRule(RecordFields fields) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    var type = fields.text("repeat_type");
    if (type != null) {
      rule.put("repeat_type", type);
    }
    for (var count : List.of("number_of_repeats", "repeating_interval")) {
      var number = fields.integer(count);
      if (number != null) {
        rule.put(count, number);
      }
    }
    return rule.toString();
  }
}
