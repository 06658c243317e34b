package io.syncledger.sync.records;

import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.RawRecord;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RecordStoreTest {
  private RecordTablesFixture tables;

  @BeforeAll
  void start() {
    tables = new RecordTablesFixture();
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  @Test
  void every_value_is_read_back_as_it_was_stored() {
    var owner = RecordTablesFixture.newOrganization();
    tables.store(
        owner,
        PATIENTS,
        """
        {"id": 1390726237298631771, "first_name": "A \\"b\\" {c} \\\\ d, NULL",
         "last_name": "مرحبا 😀", "date_of_birth": "0001-01-01", "address_1": "=1+1",
         "patient_phone_numbers": [{"phone_type": "Pager", "number": "1, 2 \\"3\\""}],
         "created_at": "2025-01-01T00:00:00Z", "updated_at": "2026-01-01T10:00:00.123456+10:00",
         "merged_at": "2026-01-02T00:00:00Z",
         "merged_with_patient": {"links": {"self": "https://x/v1/patients/9"}}}
        """);

    assertThat(
            tables.database.query(
                """
                select cliniko_patient_id, first_name, last_name, date_of_birth::text as born,
                  address_1, phone_numbers::text as phones,
                  (source_updated_at at time zone 'utc')::text as updated,
                  merged_at is not null as merged, merged_with_patient_id
                from patients where organization_id = ?
                """,
                owner.value()))
        .containsExactly(
            Map.of(
                "cliniko_patient_id", "1390726237298631771",
                "first_name", "A \"b\" {c} \\ d, NULL",
                "last_name", "مرحبا 😀",
                "born", "0001-01-01",
                "address_1", "=1+1",
                "phones", "[{\"number\": \"1, 2 \\\"3\\\"\", \"phone_type\": \"Pager\"}]",
                "updated", "2026-01-01 00:00:00.123456",
                "merged", true,
                "merged_with_patient_id", "9"));
  }

  @Test
  void any_text_that_is_stored_is_read_back_unchanged() {
    var owner = RecordTablesFixture.newOrganization();
    var texts =
        IntStream.range(1, 2_048)
            .mapToObj(block -> Character.toString(block * 32) + Character.toString(block * 512))
            .filter(text -> text.indexOf(0) < 0 && UTF_8.newEncoder().canEncode(text))
            .toList();
    var page =
        IntStream.range(0, texts.size())
            .mapToObj(i -> named(i, texts.get(i)))
            .map(json -> new RawRecord(json, 100))
            .toList();

    tables.store(owner, PATIENTS, page);

    assertThat(
            tables.database.query(
                "select first_name from patients where organization_id = ?"
                    + " order by cliniko_patient_id::numeric",
                owner.value()))
        .extracting(row -> row.get("first_name"))
        .isEqualTo(texts);
  }

  @ParameterizedTest
  @EnumSource(ClinikoResource.class)
  void every_record_that_parses_can_be_stored_and_is_equal_afterwards(ClinikoResource list) {
    var owner = RecordTablesFixture.newOrganization();
    int kept = 0;
    for (int seed = 0; seed < 40; seed++) {
      var hostile = new MalformedRecords(seed);
      long first = seed * 100L;
      var page =
          LongStream.range(first, first + 100).mapToObj(id -> hostile.next(list, id)).toList();
      var ready = tables.records.parse(list, page);

      var stored = tables.store(owner, list, page);

      assertThat(stored.inserted() + stored.updated() + stored.unchanged())
          .isEqualTo(ready.rows().size());
      assertThat(tables.records.compare(owner, ready)).isEmpty();
      kept += stored.inserted();
    }
    assertThat(kept).isBetween(1_000, 3_999);
    assertThat(tables.records.countStored(owner, list, IdRange.all(list))).isEqualTo(kept);
  }

  @Test
  void of_a_record_that_a_page_lists_twice_the_later_version_is_stored() {
    var owner = RecordTablesFixture.newOrganization();

    var stored =
        tables.store(
            owner,
            PATIENTS,
            patient("7", "Later", "2026-01-02T00:00:00Z"),
            patient("7", "Earlier", "2026-01-01T00:00:00Z"),
            patient("8", "Other", "2026-01-01T00:00:00Z"));

    assertThat(stored).isEqualTo(new UpsertCounts(2, 0, 1, 0));
    assertThat(row(owner, "7")).containsEntry("first_name", "Later");
  }

  @Test
  void of_a_record_that_is_both_live_and_deleted_the_deleted_version_is_stored() {
    var owner = RecordTablesFixture.newOrganization();
    var live = patient("7", "A", "2026-01-02T00:00:00Z");
    var deleted = live.replace("}", ", \"deleted_at\": \"2026-02-01T00:00:00Z\"}");

    tables.store(owner, PATIENTS, deleted, live);

    assertThat(row(owner, "7")).containsEntry("deleted", true);
  }

  @Test
  void an_older_version_does_not_replace_a_newer_one() {
    var owner = RecordTablesFixture.newOrganization();
    tables.store(owner, PATIENTS, patient("7", "Later", "2026-01-02T00:00:00Z"));

    var stored = tables.store(owner, PATIENTS, patient("7", "Earlier", "2026-01-01T00:00:00Z"));

    assertThat(stored).isEqualTo(new UpsertCounts(0, 0, 1, 0));
    assertThat(row(owner, "7")).containsEntry("first_name", "Later");
  }

  @Test
  void archiving_without_a_new_updated_at_is_detected_and_can_be_undone() {
    var owner = RecordTablesFixture.newOrganization();
    var live = patient("7", "A", "2026-01-02T00:00:00Z");
    tables.store(owner, PATIENTS, live);

    var archived =
        tables.store(
            owner, PATIENTS, live.replace("}", ", \"archived_at\": \"2026-02-01T00:00:00Z\"}"));
    assertThat(archived).isEqualTo(new UpsertCounts(0, 1, 0, 1));
    assertThat(row(owner, "7")).containsEntry("archived", true);

    assertThat(tables.store(owner, PATIENTS, live)).isEqualTo(new UpsertCounts(0, 1, 0, 0));
    assertThat(row(owner, "7")).containsEntry("archived", false);
  }

  @Test
  void a_cancellation_is_stored_and_can_be_undone() {
    var owner = RecordTablesFixture.newOrganization();
    var made = "{\"id\": \"1\", \"updated_at\": \"2026-01-02T00:00:00Z\"}";
    var cancelled = made.replace("}", ", \"cancelled_at\": \"2026-01-03T00:00:00Z\"}");
    tables.store(owner, APPOINTMENTS, made);

    assertThat(tables.store(owner, APPOINTMENTS, cancelled))
        .isEqualTo(new UpsertCounts(0, 1, 0, 1));
    assertThat(tables.records.countVisible(owner, APPOINTMENTS)).isZero();
    assertThat(tables.store(owner, APPOINTMENTS, made)).isEqualTo(new UpsertCounts(0, 1, 0, 0));
    assertThat(tables.records.countVisible(owner, APPOINTMENTS)).isEqualTo(1);
  }

  @Test
  void patients_may_be_merged_in_a_circle() {
    var owner = RecordTablesFixture.newOrganization();
    var merged =
        """
        {"id": "%s", "merged_at": "2026-01-02T00:00:00Z", "archived_at": "2026-01-02T00:00:00Z",
         "merged_with_patient": {"links": {"self": "https://x/v1/patients/%s"}}}
        """;

    assertThat(
            tables.store(owner, PATIENTS, merged.formatted("1", "2"), merged.formatted("2", "1")))
        .isEqualTo(new UpsertCounts(2, 0, 0, 2));
    assertThat(tables.records.countVisible(owner, PATIENTS)).isZero();
  }

  @Test
  void a_page_whose_records_did_not_change_rewrites_nothing() {
    var owner = RecordTablesFixture.newOrganization();
    var page = IntStream.range(0, 100).mapToObj(i -> named(i, "Tam")).toList();
    var raw = page.stream().map(json -> new RawRecord(json, 100)).toList();
    tables.store(owner, PATIENTS, raw);
    var before = versions(owner);

    assertThat(tables.store(owner, PATIENTS, raw)).isEqualTo(new UpsertCounts(0, 0, 100, 0));
    assertThat(versions(owner)).hasSize(100).isEqualTo(before);
  }

  @Test
  void a_page_is_stored_by_one_statement_that_counts_inserted_and_updated_rows() {
    var owner = RecordTablesFixture.newOrganization();
    tables.database.execute(
        """
        create table statements (at timestamptz default now());
        create function count_statement() returns trigger language plpgsql
          as 'begin insert into sync.statements default values; return null; end';
        create trigger counted after insert on appointment_types
          for each statement execute function count_statement();
        """);
    var page = new ArrayList<String>();
    IntStream.range(0, 60).forEach(i -> page.add("{\"id\": %d, \"name\": \"A\"}".formatted(i)));
    tables.store(owner, ClinikoResource.APPOINTMENT_TYPES, page.toArray(String[]::new));
    IntStream.range(0, 20).forEach(i -> page.set(i, page.get(i).replace("\"A\"", "\"B\"")));
    IntStream.range(60, 100).forEach(i -> page.add("{\"id\": %d, \"name\": \"A\"}".formatted(i)));

    assertThat(tables.store(owner, ClinikoResource.APPOINTMENT_TYPES, page.toArray(String[]::new)))
        .isEqualTo(new UpsertCounts(40, 20, 40, 0));
    assertThat(tables.database.queryLong("select count(*) from statements")).isEqualTo(2);
  }

  @Test
  void the_same_record_of_two_organizations_is_two_records() {
    var one = RecordTablesFixture.newOrganization();
    var two = RecordTablesFixture.newOrganization();
    tables.store(one, PATIENTS, patient("7", "One", "2026-01-02T00:00:00Z"));

    assertThat(tables.store(two, PATIENTS, patient("7", "Two", "2026-01-02T00:00:00Z")))
        .isEqualTo(new UpsertCounts(1, 0, 0, 0));
    assertThat(row(one, "7")).containsEntry("first_name", "One");
    assertThat(row(two, "7")).containsEntry("first_name", "Two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]"})
  void a_page_without_a_readable_record_stores_nothing(String page) {
    var raw = RawRecords.json(page).valueStream().map(json -> new RawRecord(json, 2)).toList();

    assertThat(tables.store(RecordTablesFixture.newOrganization(), PATIENTS, raw))
        .isEqualTo(new UpsertCounts(0, 0, 0, 0));
  }

  private static JsonNode named(int id, String name) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("first_name", name);
  }

  private static String patient(String id, String name, String updatedAt) {
    return "{\"id\": \"%s\", \"first_name\": \"%s\", \"updated_at\": \"%s\"}"
        .formatted(id, name, updatedAt);
  }

  private Map<String, @Nullable Object> row(OrganizationId owner, String id) {
    return tables
        .database
        .query(
            """
            select first_name, archived_at is not null as archived, deleted_at is not null as deleted
            from patients where organization_id = ? and cliniko_patient_id = ?
            """,
            owner.value(),
            id)
        .getFirst();
  }

  private List<Map<String, @Nullable Object>> versions(OrganizationId owner) {
    return tables.database.query(
        "select ctid::text, xmin::text, cliniko_patient_id from patients where organization_id = ?"
            + " order by id",
        owner.value());
  }
}
