package io.syncledger.sync.source;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column that is filled from the source.
 *
 * @param reader reads its value as the text that SQL casts to the type; null for no value
 */
public record Column(String name, String sqlType, Function<RecordFields, @Nullable String> reader) {

  /** The record's own id. */
  public static Column id(String name, IdFormat format) {
    return new Column(name, "text", fields -> fields.id("id", format));
  }

  public static Column text(String name) {
    return new Column(name, "text", fields -> fields.text(name));
  }

  public static Column date(String name) {
    return new Column(name, "date", fields -> string(fields.date(name)));
  }

  public static Column instant(String name) {
    return instant(name, name);
  }

  public static Column instant(String name, String member) {
    return new Column(name, "timestamptz", fields -> string(fields.instant(member)));
  }

  public static Column bool(String name) {
    return new Column(name, "boolean", fields -> string(fields.bool(name)));
  }

  public static Column integer(String name) {
    return new Column(name, "bigint", fields -> string(fields.integer(name)));
  }

  public static Column decimal(String name) {
    return new Column(name, "numeric", fields -> fields.decimal(name));
  }

  public static Column ids(String name, IdFormat format) {
    return new Column(
        name,
        "text[]",
        fields -> {
          var ids = fields.ids(name, format);
          return ids == null ? null : ids.collect(Collectors.joining(",", "{", "}"));
        });
  }

  private static @Nullable String string(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
