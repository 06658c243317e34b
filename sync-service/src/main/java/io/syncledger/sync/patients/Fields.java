package io.syncledger.sync.patients;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object's members as Cliniko means them: absent, null and "" alike are nothing. Every
 * method throws {@link UnreadableException} for a member that is something else than asked for.
 */
record Fields(JsonNode object) {
  private static final Pattern ID = Pattern.compile("\\d{1,19}");
  private static final int LAST_YEAR = 9999;

  /** Text; a number counts as its digits. */
  @Nullable String text(String name) {
    var value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw UnreadableException.mismatch(name, "must be text");
    }
    var text = value.asText();
    if (!storable(text)) {
      throw UnreadableException.unstorable(name);
    }
    return text.isEmpty() ? null : text;
  }

  /** An id: an int64, as text or as a number, without any loss of digits. */
  String id(String name) {
    var value = object.path(name);
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw UnreadableException.mismatch(
          name, value.isFloatingPointNumber() ? "must be whole" : "is required");
    }
    if (!ID.matcher(value.asText()).matches()) {
      throw UnreadableException.mismatch(name, "must be 1 to 19 digits");
    }
    return value.asText();
  }

  @Nullable LocalDate date(String name) {
    return parsed(name, "a date such as 2026-02-28", LocalDate::parse, LocalDate::getYear);
  }

  @Nullable Instant instant(String name) {
    var instant =
        parsed(
            name,
            "an instant such as 2026-02-28T09:30:00Z",
            OffsetDateTime::parse,
            OffsetDateTime::getYear);
    return instant == null ? null : instant.toInstant();
  }

  private <T> @Nullable T parsed(
      String name, String form, Function<String, T> parse, Function<T, Integer> year) {
    if (!object.path(name).isTextual() && !object.path(name).isMissingNode()) {
      if (object.path(name).isNull()) {
        return null;
      }
      throw UnreadableException.mismatch(name, "must be " + form);
    }
    var text = text(name);
    if (text == null) {
      return null;
    }
    try {
      var value = parse.apply(text);
      if (year.apply(value) >= 1 && year.apply(value) <= LAST_YEAR) {
        return value;
      }
    } catch (DateTimeException e) {
      // The message would repeat the value.
      throw UnreadableException.mismatch(name, "must be " + form);
    }
    throw UnreadableException.mismatch(name, "must be in the years 1 to " + LAST_YEAR);
  }

  /** The id that a link to one record ends with; null when there is no such link. */
  @Nullable String linkedId(String name) {
    var link = object.path(name).path("links").path("self").asText();
    var id = link.substring(link.lastIndexOf('/') + 1);
    return ID.matcher(id).matches() ? id : null;
  }

  /** The objects of a list; null when there is none. */
  @Nullable Stream<Fields> objects(String name) {
    var value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      throw UnreadableException.mismatch(name, "must be a list");
    }
    return value.valueStream().map(Fields::new);
  }

  /** PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair. */
  private static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || (Character.isSurrogate(c) && !pairAt(text, i))) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
      }
    }
    return true;
  }

  private static boolean pairAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
