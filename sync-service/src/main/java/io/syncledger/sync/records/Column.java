package io.syncledger.sync.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column that comes from the source.
 *
 * @param sqlType in SQL
 * @param reader its value in the text form that SQL reads; null for nothing
 */
record Column(String name, String sqlType, Function<RecordFields, @Nullable String> reader) {
  private static final List<String> PHONE = List.of("phone_type", "number", "normalized_number");

  /** The record's own id. */
  static Column id(String name) {
    return new Column(name, "text", fields -> fields.id("id"));
  }

  static Column text(String name) {
    return new Column(name, "text", fields -> fields.text(name));
  }

  static Column date(String name) {
    return new Column(name, "date", fields -> string(fields.date(name)));
  }

  static Column instant(String name) {
    return instant(name, name);
  }

  static Column instant(String name, String member) {
    return new Column(name, "timestamptz", fields -> string(fields.instant(member)));
  }

  static Column bool(String name) {
    return new Column(name, "boolean", fields -> string(fields.bool(name)));
  }

  static Column integer(String name) {
    return new Column(name, "bigint", fields -> string(fields.integer(name)));
  }

  static Column decimal(String name) {
    return new Column(name, "numeric", fields -> fields.decimal(name));
  }

  /** The id of the one record that a link leads to; it may be none that exists. */
  static Column link(String member) {
    return new Column(member + "_id", "text", fields -> fields.linkedId(member));
  }

  static Column ids(String name) {
    return new Column(
        name,
        "text[]",
        fields -> {
          var ids = fields.ids(name);
          return ids == null ? null : ids.collect(Collectors.joining(",", "{", "}"));
        });
  }

  static Column phoneNumbers(String name, String member) {
    return new Column(
        name,
        "jsonb",
        fields -> {
          var numbers = fields.objects(member);
          return numbers == null
              ? null
              : numbers.map(Column::phone).collect(Collectors.joining(",", "[", "]"));
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

  private static @Nullable String string(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
