package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A field of a resource that can be filtered by. */
public record Field(String name, FieldType type) {

  public static final Field ID = new Field("id", FieldType.NUMBER);
  public static final Field CREATED_AT = new Field("created_at", FieldType.INSTANT);
  public static final Field UPDATED_AT = new Field("updated_at", FieldType.INSTANT);
  public static final Field ARCHIVED_AT = new Field("archived_at", FieldType.INSTANT);
  public static final Field CANCELLED_AT = new Field("cancelled_at", FieldType.INSTANT);

  /** Parses {@code "id number, email string"}. */
  static List<Field> list(String text) {
    return Arrays.stream(text.strip().split("\\s*,\\s*", -1)).map(Field::parse).toList();
  }

  private static Field parse(String text) {
    String[] words = text.split("\\s+", -1);
    return new Field(words[0], FieldType.valueOf(words[1].toUpperCase(Locale.ROOT)));
  }
}
