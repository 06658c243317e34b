package io.syncledger.sync.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.sync.source.Column;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Generates records that are valid in most members and arbitrary in others, from a seed. */
final class MalformedRecords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "مرحبا \u200f",
          "😀👩‍👩‍👧",
          "=1+1",
          "<script>",
          "{a,\"b\\",
          "NULL",
          "Nu\u0000l",
          "\ud83d",
          "\udc00\ud83d",
          "\n\t\u2028",
          "n\u0303");
  private static final List<String> TIMES =
      List.of(
          "2026-02-28T09:30:00Z",
          "2026-02-28T09:30:00.123456789+10:00",
          "0001-01-01T00:00:00Z",
          "0001-01-01T00:00:00+14:00",
          "9999-12-31T23:59:59.9999999Z",
          "9999-12-31T23:59:59-14:00",
          "2026-02-30T00:00:00Z",
          "2016-12-31T23:59:60Z",
          "2026-02-28",
          "0001-01-01",
          "-0044-03-15",
          "+12026-01-01",
          "");
  private static final List<String> LINKS =
      List.of(
          "https://api.au4.cliniko.com/v1/patients/1500000000000000101",
          "http://h/v1/bookings/82",
          "https://h/v1/patients?q[]=id:=1",
          "/",
          "//",
          "x/9");

  private final Random random;
  private final double hostility;

  MalformedRecords(long seed) {
    random = new Random(seed);
    hostility = List.of(0.0, 0.01, 0.2).get(random.nextInt(3));
  }

  /** A record of a list; its id is mostly valid. */
  RawRecord next(ClinikoResource list, long id) {
    if (random.nextDouble() < hostility / 10) {
      return new RawRecord(anything(3), 100);
    }
    ObjectNode record = JSON.objectNode();
    record.set("id", mostly(() -> random.nextBoolean() ? JSON.textNode("" + id) : number(id)));
    list.recordType().columns().stream()
        .skip(1)
        .filter(_ -> random.nextInt(4) > 0)
        .forEach(column -> add(record, column));
    return new RawRecord(record, 100);
  }

  private void add(ObjectNode record, Column column) {
    boolean link = column.name().endsWith("_id") && column.sqlType().equals("text");
    var member =
        switch (column.name()) {
          case "phone_numbers" -> "patient_phone_numbers";
          case "source_created_at" -> "created_at";
          case "source_updated_at" -> "updated_at";
          default -> link ? column.name().replaceAll("_id$", "") : column.name();
        };
    record.set(member, mostly(() -> link ? link() : plausible(column)));
  }

  private JsonNode plausible(Column column) {
    return switch (column.sqlType()) {
      case "timestamptz" -> JSON.textNode("2026-0%d-01T00:00:00Z".formatted(1 + random.nextInt(9)));
      case "date" -> JSON.textNode("19%d-12-31".formatted(10 + random.nextInt(90)));
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "bigint" -> JSON.numberNode(random.nextLong());
      case "numeric" -> JSON.textNode("12.50");
      case "text[]" -> JSON.arrayNode().add("82").add(9_007_199_254_740_993L);
      case "jsonb" ->
          column.name().equals("phone_numbers")
              ? JSON.arrayNode().add(JSON.objectNode().put("number", "0491 570 006, \"x\" \\"))
              : JSON.objectNode().put("repeat_type", "Hourly").put("number_of_repeats", 3);
      default -> JSON.textNode(text().replace("\u0000", "").replaceAll("\\p{Cs}", ""));
    };
  }

  private JsonNode mostly(Supplier<JsonNode> plausible) {
    return random.nextDouble() < hostility ? anything(2) : plausible.get();
  }

  private JsonNode anything(int depth) {
    return switch (random.nextInt(depth > 0 ? 11 : 8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 -> JSON.numberNode(random.nextGaussian() * 1e300);
      case 4 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(400)));
      case 5 -> JSON.textNode(one(TIMES));
      case 6 -> JSON.textNode("/".repeat(random.nextInt(20_000)));
      case 7 -> JSON.textNode(text());
      case 8 -> link();
      case 9 -> array(depth);
      default ->
          JSON.objectNode().set(random.nextBoolean() ? "links" : "number", anything(depth - 1));
    };
  }

  private ArrayNode array(int depth) {
    return JSON.arrayNode()
        .addAll(Stream.generate(() -> anything(depth - 1)).limit(random.nextInt(3)).toList());
  }

  private JsonNode link() {
    ObjectNode links = JSON.objectNode().put("self", one(LINKS));
    return JSON.objectNode().set("links", links);
  }

  private static JsonNode number(long id) {
    return JSON.numberNode(id);
  }

  private String text() {
    return random.nextBoolean()
        ? one(TEXTS)
        : random
            .ints(random.nextInt(40), 0, 0x1_0000)
            .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
            .toString();
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
