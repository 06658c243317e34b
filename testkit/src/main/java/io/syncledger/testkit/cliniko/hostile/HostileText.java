package io.syncledger.testkit.cliniko.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Unusual text and JSON. */
final class HostileText {

  private static final String PLACE = "half-a-pair";

  /** Damage that makes a record impossible to store. */
  private static final List<Consumer<ObjectNode>> UNUSABLE =
      List.of(
          row -> row.remove("id"),
          row -> row.putNull("id"),
          row -> row.put("id", "not-a-number"),
          row -> row.remove("updated_at"),
          row -> row.put("updated_at", "yesterday"),
          row -> row.putObject("updated_at").put("at", 1));

  private HostileText() {}

  static void rightToLeft(ObjectNode row) {
    names(row, "\u202Eعائشة", "שלום\u202C\u200F");
  }

  static void emoji(ObjectNode row) {
    names(row, "👩🏽‍⚕️", "👨‍👩‍👧‍👦 Ω");
  }

  static void markup(ObjectNode row) {
    names(row, "<script>alert(1)</script>", "=HYPERLINK(\"http://x.test\",\"'; DROP TABLE\")");
  }

  static void nul(ObjectNode row) {
    row.put("first_name", row.path("first_name").asText() + '\0');
  }

  static void unknownValues(ObjectNode row) {
    for (String name : List.of("reminder_type", "cancellation_reason_description")) {
      if (row.has(name)) {
        row.put(name, "Carrier pigeon");
      }
    }
    for (String code : List.of("cancellation_reason", "invoice_status")) {
      if (row.has(code)) {
        row.put(code, 97);
      }
    }
  }

  static void dangling(ObjectNode row) {
    String link = LinkRoot.ORIGIN + "/patients/999999999999";
    row.putObject("patient").putObject("links").put("self", link);
  }

  static void unlinked(ObjectNode row) {
    row.remove("patient");
    row.putNull(row.has("practitioner") ? "practitioner" : "booking");
  }

  static void emptyForNull(ObjectNode row) {
    nulls(row)
        .filter(
            name -> name.endsWith("_at") || name.equals("date_of_birth") || name.equals("title"))
        .toList()
        .forEach(name -> row.put(name, ""));
  }

  static void withoutNulls(ObjectNode row) {
    row.remove(nulls(row).toList());
  }

  static ObjectNode unusable(ObjectNode row, Random random) {
    UNUSABLE.get(random.nextInt(UNUSABLE.size())).accept(row);
    return row;
  }

  /** As an escape sequence, because JSON text cannot contain it otherwise. */
  static byte[] loneSurrogate(ObjectNode row) {
    row.put("first_name", PLACE);
    String json = new String(LinkRoot.write(row), StandardCharsets.UTF_8);
    return json.replace(PLACE, "Half\\ud83d").getBytes(StandardCharsets.UTF_8);
  }

  private static void names(ObjectNode row, String first, String last) {
    row.put("first_name", first).put("last_name", last).put("label", first + ' ' + last);
  }

  private static Stream<String> nulls(ObjectNode row) {
    return row.propertyStream().filter(member -> member.getValue().isNull()).map(Map.Entry::getKey);
  }
}
