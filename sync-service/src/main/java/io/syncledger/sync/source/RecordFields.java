package io.syncledger.sync.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a record's JSON object. Absent, null and "" alike are read as null. Every
 * method throws {@link InvalidRecordException} for a member of another kind.
 *
 * @param path precedes a member's name in reasons
 */
public record RecordFields(JsonNode object, String path) {
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");
  private static final int MAX_YEAR = 9999;

  public RecordFields(JsonNode object) {
    this(object, "");
  }

  /** Text; a number counts as its digits. */
  public @Nullable String text(String name) {
    var value = object.path(name);
    if (isEmpty(value)) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw invalid(name, "must be text");
    }
    var text = value.asText();
    if (!isStorable(text)) {
      throw InvalidRecordException.invalidText(path + name);
    }
    return text;
  }

  /** An id, as text or as a whole number, without any loss of digits. */
  public String id(String name, IdFormat format) {
    return id(name, object.path(name), format);
  }

  private String id(String name, JsonNode value, IdFormat format) {
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw invalid(name, value.isFloatingPointNumber() ? "must be whole" : "is required");
    }
    if (!format.isId(value.asText())) {
      throw invalid(name, format.requirement());
    }
    return value.asText();
  }

  public @Nullable LocalDate date(String name) {
    return parsed(name, "a date such as 2026-02-28", LocalDate::parse, LocalDate::getYear);
  }

  /** An instant, in whole microseconds as PostgreSQL stores it. */
  public @Nullable Instant instant(String name) {
    return parsed(
        name,
        "an instant such as 2026-02-28T09:30:00Z",
        text -> OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS),
        instant -> instant.atOffset(ZoneOffset.UTC).getYear());
  }

  private <T> @Nullable T parsed(
      String name, String form, Function<String, T> parse, Function<T, Integer> year) {
    var value = object.path(name);
    if (isEmpty(value)) {
      return null;
    }
    if (!value.isTextual()) {
      throw invalid(name, "must be " + form);
    }
    try {
      var parsed = parse.apply(value.textValue());
      if (year.apply(parsed) >= 1 && year.apply(parsed) <= MAX_YEAR) {
        return parsed;
      }
    } catch (DateTimeException e) {
      // Its message would repeat the value.
      throw invalid(name, "must be " + form);
    }
    throw invalid(name, "must be in the years 1 to " + MAX_YEAR);
  }

  public @Nullable Boolean bool(String name) {
    var value = object.path(name);
    if (isEmpty(value)) {
      return null;
    }
    if (!value.isBoolean()) {
      throw invalid(name, "must be true or false");
    }
    return value.booleanValue();
  }

  /** A whole number of 64 bits, as a number or as text. */
  public @Nullable Long integer(String name) {
    var text = text(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw invalid(name, "must be a whole number");
    }
  }

  /** A number such as an amount of money, in the form it came in. */
  public @Nullable String decimal(String name) {
    var text = text(name);
    if (text != null && !DECIMAL.matcher(text).matches()) {
      throw invalid(name, "must be a decimal number");
    }
    return text;
  }

  /** The ids of a list; null when there is none. */
  public @Nullable Stream<String> ids(String name, IdFormat format) {
    var list = list(name);
    return list == null ? null : list.map(id -> id(name, id, format));
  }

  /** The objects of a list; null when there is none. */
  public @Nullable Stream<RecordFields> objects(String name) {
    var list = list(name);
    return list == null ? null : list.map(element -> nested(name, element));
  }

  /** The members of an object; null when there is none. */
  public @Nullable RecordFields nested(String name) {
    var value = object.path(name);
    return isEmpty(value) ? null : nested(name, value);
  }

  private RecordFields nested(String name, JsonNode value) {
    if (!value.isObject()) {
      throw invalid(name, "must hold objects only");
    }
    return new RecordFields(value, path + name + ".");
  }

  private @Nullable Stream<JsonNode> list(String name) {
    var value = object.path(name);
    if (isEmpty(value)) {
      return null;
    }
    if (!value.isArray()) {
      throw invalid(name, "must be a list");
    }
    return value.valueStream();
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isEmpty());
  }

  /** PostgreSQL stores no NUL, and UTF-8 encodes no half of a surrogate pair. */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private InvalidRecordException invalid(String name, String how) {
    return InvalidRecordException.schemaMismatch(path + name, how);
  }

  /** Hides the content, which may be personal data. */
  @Override
  public String toString() {
    return "RecordFields[" + path + "]";
  }
}
