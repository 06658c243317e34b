package io.syncledger.sync.records;

import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.ATTENDEES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.GROUP_APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.sync.source.cliniko.ActivePatientRepository;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Queries on tables of 100,000 records use their indexes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RecordIndexesTest {
  private static final String OWNER = "org_large";
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private RecordTablesFixture tables;

  @BeforeAll
  void fill() {
    tables = new RecordTablesFixture();
    fill("patients", "patient", "");
    fill("appointments", "appointment", ", patient_id, starts_at");
    fill("group_appointments", "group_appointment", ", max_attendees, starts_at");
    fill("attendees", "attendee", ", patient_id, booking_id");
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  private void fill(String table, String one, String more) {
    var values =
        switch (table) {
          case "patients" -> "";
          case "attendees" -> ", (n % 20000)::text, (1000000000000000000 + n / 10)::text";
          case "group_appointments" -> ", 10, date '2020-01-01' + n / 40";
          default -> ", (n % 20000)::text, date '2020-01-01' + n / 40";
        };
    // Index-only scans need rows that are visible to all. A vacuum marks them so once their commit
    // is
    // on disk and no older transaction runs, be it of an autovacuum or of the service.
    tables.database.execute("alter table " + table + " set (autovacuum_enabled = off)");
    tables.database.execute(
        """
        set synchronous_commit = on;
        insert into %1$s (organization_id, cliniko_%2$s_id, content_hash, first_seen_at,
          changed_at, archived_at%3$s)
        select case when n %% 2 = 0 then '%4$s' else 'org_' || n %% 30 end,
          (1000000000000000000 + n)::text, convert_to(repeat('x', 300), 'UTF8'), now(), now(),
          case when n %% 50 = 0 then now() end%5$s
        from generate_series(1, 100000) as n
        """
            .formatted(table, one, more, OWNER, values));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              tables.database.execute("vacuum analyze " + table);
              return tables.database.queryLong(
                      "select relpages - relallvisible from pg_class where oid = ?::regclass",
                      table)
                  == 0;
            });
  }

  @Test
  void a_range_of_ids() {
    for (var list : new ClinikoResource[] {PATIENTS, APPOINTMENTS}) {
      assertThat(
              plan(
                  RecordIdQueries.sql(RecordIdQueries.COUNT_RANGE, list),
                  OWNER,
                  "1000000000000050000",
                  "1000000000000050100"))
          .contains("_known")
          .doesNotContain("Seq Scan");
    }
    assertThat(
            plan(
                RecordIdQueries.sql(RecordIdQueries.IDS, PATIENTS),
                OWNER,
                "1000000000000050000",
                null,
                100))
        .contains("patients_known")
        .doesNotContain("Seq Scan")
        .doesNotContain("Sort");
  }

  @Test
  void the_count_of_visible_records() {
    for (var list : new ClinikoResource[] {PATIENTS, APPOINTMENTS, GROUP_APPOINTMENTS, ATTENDEES}) {
      assertThat(plan(RecordIdQueries.sql(RecordIdQueries.COUNT, list), OWNER))
          .contains("Index Only Scan using " + list.recordType().table() + "_shown")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void a_page_of_active_patients() {
    assertThat(
            plan(
                ActivePatientRepository.IDS.replaceAll(":\\w+", "?"),
                OWNER,
                Timestamp.from(FROM),
                "500",
                100,
                OWNER,
                Timestamp.from(FROM),
                "500",
                100,
                100))
        .contains("appointments_of_patient")
        .contains("attendees_of_patient")
        .doesNotContain("Seq Scan");
  }

  @Test
  void records_by_their_ids() {
    assertThat(
            plan(
                RecordIdQueries.sql(RecordIdQueries.MARK_VANISHED, PATIENTS)
                    .replace("any(?)", "any(?::text[])"),
                Timestamp.from(FROM),
                Timestamp.from(FROM),
                OWNER,
                "{1000000000000050000,1000000000000050001}"))
        .contains("patients_org_cliniko_patient_unique")
        .doesNotContain("Seq Scan");
  }

  private String plan(String sql, @Nullable Object... parameters) {
    return tables.database.query("explain " + sql, parameters).stream()
        .map(row -> String.valueOf(row.values().iterator().next()))
        .collect(Collectors.joining("\n"));
  }
}
