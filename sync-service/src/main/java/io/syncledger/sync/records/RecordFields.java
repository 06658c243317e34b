package io.syncledger.sync.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.sync.source.cliniko.IdRange;
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
 * A JSON object's members as Cliniko means them: absent, null and "" alike are nothing. Every
 * method throws {@link InvalidRecordException} for a member that is something else than asked for.
 *
 * @param path what precedes a member's name in reasons
 */
record RecordFields(JsonNode object, String path) {
  private static final Pattern COLLECTION = Pattern.compile("[a-z_]{1,60}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");
  private static final int MAX_YEAR = 9999;

  RecordFields(JsonNode object) {
    this(object, "");
  }

  /** Text; a number counts as its digits. */
  @Nullable String text(String name) {
    var value = object.path(name);
    if (isEmpty(value)) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw invalid(name, "must be text");
    }
    var text = value.asText();
    if (!Text.storable(text)) {
      throw InvalidRecordException.invalidText(path + name);
    }
    return text;
  }

  /** An id: an int64, as text or as a number, without any loss of digits. */
  String id(String name) {
    return id(name, object.path(name));
  }

  private String id(String name, JsonNode value) {
    if (!value.isTextual() && !value.isIntegralNumber()) {
      throw invalid(name, value.isFloatingPointNumber() ? "must be whole" : "is required");
    }
    if (!IdRange.isId(value.asText())) {
      throw invalid(name, "must be 1 to 19 digits");
    }
    return value.asText();
  }

  @Nullable LocalDate date(String name) {
    return parsed(name, "a date such as 2026-02-28", LocalDate::parse, LocalDate::getYear);
  }

  /** An instant, in whole microseconds as PostgreSQL keeps it. */
  @Nullable Instant instant(String name) {
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
      // The message would repeat the value.
      throw invalid(name, "must be " + form);
    }
    throw invalid(name, "must be in the years 1 to " + MAX_YEAR);
  }

  @Nullable Boolean bool(String name) {
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
  @Nullable Long integer(String name) {
    var text = text(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw invalid(name, "must be a whole number");
    }
  }

  /** A number such as an amount of money, in the form it came in. */
  @Nullable String decimal(String name) {
    var text = text(name);
    if (text != null && !DECIMAL.matcher(text).matches()) {
      throw invalid(name, "must be a decimal number");
    }
    return text;
  }

  /**
   * The id that a link to one record ends with. Null when there is no such link: links to many
   * records have a query or end with a collection's name.
   */
  @Nullable String linkedId(String name) {
    var link = object.path(name).path("links").path("self").asText();
    int last = link.lastIndexOf('/');
    var collection = link.substring(link.lastIndexOf('/', last - 1) + 1, Math.max(last, 0));
    var id = link.substring(last + 1);
    boolean path = link.indexOf('?') < 0 && link.indexOf('#') < 0;
    return path && IdRange.isId(id) && COLLECTION.matcher(collection).matches() ? id : null;
  }

  /** The ids of a list; null when there is none. */
  @Nullable Stream<String> ids(String name) {
    var list = list(name);
    return list == null ? null : list.map(id -> id(name, id));
  }

  /** The objects of a list; null when there is none. */
  @Nullable Stream<RecordFields> objects(String name) {
    var list = list(name);
    return list == null ? null : list.map(element -> nested(name, element));
  }

  /** The members of an object; null when there is none. */
  @Nullable RecordFields nested(String name) {
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

  private InvalidRecordException invalid(String name, String how) {
    return InvalidRecordException.schemaMismatch(path + name, how);
  }
}
