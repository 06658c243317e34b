package io.syncledger.sync.patients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.Database;
import io.syncledger.sync.Instance;
import io.syncledger.sync.cliniko.RawRecord;
import io.syncledger.sync.patients.Patients.Stored;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PatientTableTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ROW =
      """
      select first_name, city, archived_at is not null as archived from patients
      where organization_id = ? and cliniko_patient_id = ?
      """;

  private final Database database = Database.create();
  private Instance service;

  @BeforeAll
  void start() {
    service = Instance.start(database.url(), URI.create("http://127.0.0.1:1/v1"), Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void every_column_comes_back_as_it_was_given() {
    var owner = owner();
    store(
        owner,
        """
        {"id": "5", "first_name": "A \\"b\\" {c} \\\\ d, NULL", "last_name": "مرحبا 😀",
         "date_of_birth": "0001-01-01", "address_1": "1", "address_2": "2", "address_3": "3",
         "patient_phone_numbers": [{"phone_type": "Home", "number": "1, 2 \\"3\\""}],
         "created_at": "2025-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
         "merged_at": "2026-01-02T00:00:00Z",
         "merged_with_patient": {"links": {"self": "https://x/v1/patients/9"}}}
        """);

    assertThat(
            database.rows(
                """
                select first_name, last_name, date_of_birth::text, address_1, address_2, address_3,
                  phone_numbers::text, source_created_at at time zone 'utc' || '' as created,
                  merged_at is null as live, merged_with_patient_id
                from patients where organization_id = ?
                """,
                owner.value()))
        .containsExactly(
            row(
                "first_name", "A \"b\" {c} \\ d, NULL",
                "last_name", "مرحبا 😀",
                "date_of_birth", "0001-01-01",
                "address_1", "1",
                "address_2", "2",
                "address_3", "3",
                "phone_numbers", "[{\"number\": \"1, 2 \\\"3\\\"\", \"phone_type\": \"Home\"}]",
                "created", "2025-01-01 00:00:00",
                "live", false,
                "merged_with_patient_id", "9"));
  }

  @Test
  void of_a_patient_that_a_page_holds_twice_the_later_version_counts() {
    var owner = owner();

    var stored =
        store(
            owner,
            patient("7", "Later", "2026-01-02T00:00:00Z"),
            patient("7", "Earlier", "2026-01-01T00:00:00Z"),
            patient("8", "Other", "2026-01-01T00:00:00Z"));

    assertThat(stored).isEqualTo(new Stored(2, 0, 1, 0));
    assertThat(name(owner, "7")).isEqualTo("Later");
  }

  @Test
  void an_older_version_does_not_replace_a_newer_one() {
    var owner = owner();
    store(owner, patient("7", "Later", "2026-01-02T00:00:00Z"));

    var stored = store(owner, patient("7", "Earlier", "2026-01-01T00:00:00Z"));

    assertThat(stored).isEqualTo(new Stored(0, 0, 1, 0));
    assertThat(name(owner, "7")).isEqualTo("Later");
  }

  @Test
  void an_archive_that_leaves_updated_at_alone_is_noticed_and_can_be_undone() {
    var owner = owner();
    var live = patient("7", "A", "2026-01-02T00:00:00Z");
    store(owner, live);

    var archived = store(owner, live.replace("}", ", \"archived_at\": \"2026-02-01T00:00:00Z\"}"));
    assertThat(archived).isEqualTo(new Stored(0, 1, 0, 1));
    assertThat(database.rows(ROW, owner.value(), "7").getFirst()).containsEntry("archived", true);

    assertThat(store(owner, live)).isEqualTo(new Stored(0, 1, 0, 0));
    assertThat(database.rows(ROW, owner.value(), "7").getFirst()).containsEntry("archived", false);
  }

  @Test
  void the_same_patient_of_two_organizations_is_two_patients() {
    var one = owner();
    var two = owner();
    store(one, patient("7", "One", "2026-01-02T00:00:00Z"));

    assertThat(store(two, patient("7", "Two", "2026-01-02T00:00:00Z")))
        .isEqualTo(new Stored(1, 0, 0, 0));
    assertThat(name(one, "7")).isEqualTo("One");
    assertThat(name(two, "7")).isEqualTo("Two");
  }

  @Test
  void a_page_without_a_readable_record_stores_nothing() {
    assertThat(store(owner(), "{}")).isEqualTo(new Stored(0, 0, 0, 0));
  }

  private Stored store(OrganizationId owner, String... records) {
    TransactionOperations<Connection> transactions = transactions();
    var patients = service.get(Patients.class);
    return transactions.executeWrite(_ -> patients.store(owner, patients.read(raw(records))));
  }

  @SuppressWarnings("unchecked")
  private TransactionOperations<Connection> transactions() {
    return service
        .context()
        .getBean(
            Argument.of(TransactionOperations.class, Connection.class), Qualifiers.byName("sync"));
  }

  private static List<RawRecord> raw(String... records) {
    var raw = new ArrayList<RawRecord>();
    for (var record : records) {
      try {
        raw.add(new RawRecord(MAPPER.readTree(record), record.length()));
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
    return raw;
  }

  private static String patient(String id, String name, String updatedAt) {
    return "{\"id\": \"%s\", \"first_name\": \"%s\", \"updated_at\": \"%s\"}"
        .formatted(id, name, updatedAt);
  }

  private Object name(OrganizationId owner, String id) {
    return String.valueOf(database.rows(ROW, owner.value(), id).getFirst().get("first_name"));
  }

  private static OrganizationId owner() {
    return new OrganizationId("org_" + UUID.randomUUID());
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    var row = new java.util.LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
