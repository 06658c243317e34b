package io.syncledger.events.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads instants in the form of the wire, {@code 2026-06-30T12:00:00.000Z}. Every event
 * and state contains several, and a general formatter took a large part of the time spent on JSON.
 * Any other form is left to Jackson.
 */
final class InstantFormat {
  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final long DAY_MS = 86_400_000;
  private static final int YEAR_MAX = 9999;

  private InstantFormat() {}

  static String format(Instant instant) {
    var date = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), 86_400L));
    if (date.getYear() < 1 || date.getYear() > YEAR_MAX) {
      return EventJson.INSTANT.format(instant);
    }
    int ofDay = Math.floorMod(instant.toEpochMilli(), (int) DAY_MS);
    var text = FORM.toCharArray();
    put(text, 0, 4, date.getYear());
    put(text, 5, 2, date.getMonthValue());
    put(text, 8, 2, date.getDayOfMonth());
    put(text, 11, 2, ofDay / 3_600_000);
    put(text, 14, 2, ofDay / 60_000 % 60);
    put(text, 17, 2, ofDay / 1000 % 60);
    put(text, 20, 3, ofDay % 1000);
    return new String(text);
  }

  private static void put(char[] text, int at, int digits, int value) {
    int left = value;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (char) ('0' + left % 10);
      left /= 10;
    }
  }

  /** Null for any other form, and for a day or time that does not exist. */
  static @Nullable Instant parse(String text) {
    if (!hasForm(text)) {
      return null;
    }
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    try {
      var date = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
      var seconds = date.atTime(hour, minute, second).toEpochSecond(ZoneOffset.UTC);
      return Instant.ofEpochSecond(seconds, number(text, 20, 3) * 1_000_000L);
    } catch (DateTimeException e) {
      return null; // such as 30 February
    }
  }

  private static boolean hasForm(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char is = text.charAt(i);
      char form = FORM.charAt(i);
      if (form == '0' ? is < '0' || is > '9' : is != form) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  static final class Serializer extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    Serializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(format(value));
    }
  }

  static final class Deserializer extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Deserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var instant = json.hasToken(JsonToken.VALUE_STRING) ? parse(json.getText()) : null;
      return instant == null ? InstantDeserializer.INSTANT.deserialize(json, context) : instant;
    }
  }
}
