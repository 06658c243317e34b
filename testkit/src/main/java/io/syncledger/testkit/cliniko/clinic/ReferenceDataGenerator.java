package io.syncledger.testkit.cliniko.clinic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.records.JsonRecord;
import io.syncledger.testkit.cliniko.records.Resource;
import io.syncledger.testkit.cliniko.records.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Generates practitioners, businesses and appointment types. Only the last appointment type is for
 * groups.
 */
record ReferenceDataGenerator(
    SeededRandom random, Instant now, int active, int inactive, int businesses, int types) {

  private static final Duration SINCE_OPENING = Duration.ofDays(7 * 365);
  private static final String[] ZONES = {"Sydney", "Perth", "Adelaide", "Hobart"};
  private static final int[] MINUTES = {30, 45, 60, 20, 90};
  private static final String[] COLOURS = {"#1f77b4", "#ff7f0e", "#2ca02c", "#d62728"};

  long practitioner(int chance) {
    return 1_501_000_000_000_000_001L + 1_000_003L * (chance % (active + inactive));
  }

  long business(int chance) {
    return 1_502_000_000_000_000_001L + 1_000_003L * (chance % businesses);
  }

  /** A random appointment type for a single patient. */
  int individualType(int chance) {
    return types == 1 ? 0 : chance % (types - 1);
  }

  int groupType() {
    return types - 1;
  }

  long type(int number) {
    return 1_503_000_000_000_000_001L + 1_000_003L * number;
  }

  int minutes(int type) {
    return MINUTES[type % MINUTES.length];
  }

  Table practitioners() {
    return table(Resource.PRACTITIONERS, active + inactive, this::practitionerTree);
  }

  Table businessTable() {
    return table(Resource.BUSINESSES, businesses, this::businessTree);
  }

  Table appointmentTypes() {
    return table(Resource.APPOINTMENT_TYPES, types, this::typeTree);
  }

  private Table table(Resource resource, int rows, IntFunction<ObjectNode> tree) {
    List<JsonRecord> records =
        IntStream.range(0, rows)
            .mapToObj(
                row -> {
                  ObjectNode record = tree.apply(row);
                  RecordJson.putSelfLink(record, resource);
                  return new JsonRecord(record);
                })
            .toList();
    return Table.of(resource, records, random.seed());
  }

  private ObjectNode practitionerTree(int row) {
    ObjectNode tree = newRecord(practitioner(row), row);
    String first = random.pick(row, 20, SampleNames.FIRST);
    String last = random.pick(row, 21, SampleNames.LAST);
    tree.put("first_name", first).put("last_name", last).put("title", "Dr");
    tree.put("label", "Dr " + first + ' ' + last).put("display_name", first + ' ' + last);
    tree.put("designation", "Physiotherapist").putNull("description");
    return tree.put("active", row < active).put("show_in_online_bookings", row < active);
  }

  private ObjectNode businessTree(int row) {
    ObjectNode tree = newRecord(business(row), row);
    String zone = ZONES[row % ZONES.length];
    String name = "Clinic " + (row + 1);
    tree.put("business_name", name).put("display_name", name).put("label", name);
    tree.put("address_1", (row + 1) + " Quay St").put("city", zone).put("post_code", "2000");
    tree.put("country", "Australia").put("country_code", "AU").put("time_zone", zone);
    tree.put("time_zone_identifier", "Australia/" + zone);
    RecordJson.putNulls(tree, "archived_at", "deleted_at");
    return tree;
  }

  private ObjectNode typeTree(int row) {
    ObjectNode tree = newRecord(type(row), row);
    boolean group = types > 1 && row == groupType();
    tree.put("name", group ? "Class" : "Consultation " + (row + 1)).putNull("description");
    tree.put("category", "Physio").put("color", COLOURS[row % COLOURS.length]);
    tree.put("duration_in_minutes", minutes(row)).put("max_attendees", group ? 10 : 1);
    tree.put("show_in_online_bookings", true).put("telehealth_enabled", false);
    RecordJson.putNulls(tree, "archived_at");
    return tree;
  }

  private ObjectNode newRecord(long id, int row) {
    Instant created = now.minus(SINCE_OPENING).plusSeconds(row);
    return RecordJson.record(
        id, created, created.plus(Duration.ofDays(random.intBelow(row, 22, 2_000))));
  }
}
