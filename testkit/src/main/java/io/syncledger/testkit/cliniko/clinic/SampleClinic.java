package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.JsonRecord;
import io.syncledger.testkit.cliniko.records.LinkRoot;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The recorded clinic in the resources; {@code clinic-648/README.md} documents its origin. */
final class SampleClinic {

  static final Instant RECORDED_AT = Instant.parse("2026-11-22T00:00:00Z");
  private static final long SEED = 648;
  private static final ObjectReader READER = new ObjectMapper().readerFor(ObjectNode.class);

  private SampleClinic() {}

  /** All tables, with their instants shifted by the time between the recording and {@code asOf}. */
  static Map<Resource, Table> tables(Instant asOf) {
    Duration shift = Duration.between(RECORDED_AT, asOf.truncatedTo(ChronoUnit.SECONDS));
    Map<Resource, Table> tables = new EnumMap<>(Resource.class);
    for (Resource resource :
        List.of(
            Resource.PATIENTS,
            Resource.INDIVIDUAL_APPOINTMENTS,
            Resource.GROUP_APPOINTMENTS,
            Resource.ATTENDEES)) {
      tables.put(resource, table(resource, shift));
    }
    tables.putAll(referenceData(shift));
    return tables;
  }

  /**
   * The records that exist without patients: practitioners, businesses, appointment types and the
   * key's user.
   */
  static Map<Resource, Table> referenceData(Duration shift) {
    Map<Resource, Table> tables = new EnumMap<>(Resource.class);
    for (Resource resource :
        List.of(Resource.PRACTITIONERS, Resource.BUSINESSES, Resource.APPOINTMENT_TYPES)) {
      tables.put(resource, table(resource, shift));
    }
    tables.put(Resource.USERS, Table.of(Resource.USERS, List.of(user(shift)), SEED));
    return tables;
  }

  private static Table table(Resource resource, Duration shift) {
    List<JsonRecord> records = new ArrayList<>();
    String file = "/clinic-648/" + resource.path() + ".ndjson";
    try (InputStream in = SampleClinic.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException(file);
      }
      try (MappingIterator<ObjectNode> lines = READER.readValues(in)) {
        lines.forEachRemaining(line -> records.add(record(resource, line, shift)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Table.of(resource, records, SEED);
  }

  private static JsonRecord record(Resource resource, ObjectNode line, Duration shift) {
    if (!line.has("links")) {
      String self = LinkRoot.ORIGIN + '/' + resource.path() + '/' + line.path("id").asText();
      line.putObject("links").put("self", self);
    }
    line.properties().stream()
        .filter(field -> field.getKey().endsWith("_at") && field.getValue().isTextual())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(name -> line.put(name, shifted(line.path(name).asText(), shift)));
    return new JsonRecord(line);
  }

  private static String shifted(String instant, Duration shift) {
    return Instant.parse(instant).plus(shift).toString();
  }

  private static JsonRecord user(Duration shift) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("id", "1500000000000000001").put("first_name", "Robin").put("last_name", "Keeper");
    user.put("email", "robin.keeper@example.test").put("role", "administrator");
    user.put("active", true).put("time_zone", "Sydney");
    user.put("time_zone_identifier", "Australia/Sydney");
    user.put("created_at", shifted("2019-02-01T22:00:00Z", shift));
    user.put("updated_at", shifted("2026-03-03T01:02:03Z", shift));
    return record(Resource.USERS, user, Duration.ZERO);
  }
}
