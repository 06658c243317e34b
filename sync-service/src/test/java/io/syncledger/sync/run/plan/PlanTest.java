package io.syncledger.sync.run.plan;

import static io.syncledger.sync.source.Tombstone.ARCHIVED_AT;
import static io.syncledger.sync.source.Tombstone.CANCELLED_AT;
import static io.syncledger.sync.source.Tombstone.DELETED_AT;
import static io.syncledger.sync.source.cliniko.ClinikoResource.APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.ATTENDEES;
import static io.syncledger.sync.source.cliniko.ClinikoResource.GROUP_APPOINTMENTS;
import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.sync.run.plan.Step.Changes;
import io.syncledger.sync.run.plan.Step.Probe;
import io.syncledger.sync.run.plan.Step.Reconcile;
import io.syncledger.sync.run.plan.Step.Referenced;
import io.syncledger.sync.run.plan.Step.Tombstoned;
import io.syncledger.sync.source.ReferencedRecords;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceResource;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import io.syncledger.sync.source.cliniko.TestClients;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
  private static final Source SOURCE = TestClients.source();
  private static final ReferencedRecords ACTIVE_PATIENTS =
      SOURCE.referenced(SyncMode.ACTIVE).orElseThrow();

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant CHANGED = Instant.parse("2026-02-28T09:00:00Z");
  private static final Instant FLOOR = Instant.parse("2026-02-28T08:00:00Z");

  @ParameterizedTest
  @EnumSource(SyncMode.class)
  void a_first_sync_is_full_and_a_later_one_only_on_request(SyncMode mode) {
    assertThat(Plan.syncType(SOURCE, mode, false, Map.of())).isEqualTo(SyncType.FULL);
    assertThat(Plan.syncType(SOURCE, mode, false, known())).isEqualTo(SyncType.INCREMENTAL);
    assertThat(Plan.syncType(SOURCE, mode, true, known())).isEqualTo(SyncType.FULL);
  }

  @Test
  void a_mode_with_a_list_that_was_never_synced_is_full() {
    Map<SourceResource, Watermark> patientsOnly = Map.of(PATIENTS, new Watermark(CHANGED, FLOOR));

    assertThat(Plan.syncType(SOURCE, SyncMode.BASIC, false, patientsOnly))
        .isEqualTo(SyncType.INCREMENTAL);
    assertThat(Plan.syncType(SOURCE, SyncMode.ACTIVE, false, patientsOnly))
        .isEqualTo(SyncType.FULL);
    assertThat(Plan.syncType(SOURCE, SyncMode.COMPREHENSIVE, false, patientsOnly))
        .isEqualTo(SyncType.FULL);
  }

  @Test
  void an_empty_list_counts_as_synced() {
    Map<SourceResource, Watermark> empty = Map.of(PATIENTS, Watermark.NONE);

    assertThat(Plan.syncType(SOURCE, SyncMode.BASIC, false, empty)).isEqualTo(SyncType.INCREMENTAL);
    assertThat(Plan.of(SOURCE, SyncMode.BASIC, SyncType.INCREMENTAL, empty, NOW).steps())
        .containsExactly(
            new Changes(PATIENTS, null),
            new Tombstoned(PATIENTS, ARCHIVED_AT, before(Instant.EPOCH)));
  }

  @Test
  void a_full_sync_of_all_patients_probes_first_and_reconciles_last() {
    assertThat(Plan.of(SOURCE, SyncMode.PATIENTS_ONLY, SyncType.FULL, Map.of(), NOW).steps())
        .containsExactly(new Probe(PATIENTS), new Changes(PATIENTS, null), new Reconcile(PATIENTS));
  }

  @Test
  void an_incremental_sync_fetches_changes_and_then_records_archived_without_a_change() {
    assertThat(Plan.of(SOURCE, SyncMode.BASIC, SyncType.INCREMENTAL, known(), NOW).steps())
        .containsExactly(
            new Changes(PATIENTS, before(CHANGED)),
            new Tombstoned(PATIENTS, ARCHIVED_AT, before(FLOOR)));
  }

  @Test
  void an_incremental_sync_of_appointments_fetches_every_kind_of_tombstone() {
    assertThat(Plan.of(SOURCE, SyncMode.ACTIVE, SyncType.INCREMENTAL, known(), NOW).steps())
        .containsExactly(
            new Changes(APPOINTMENTS, before(CHANGED)),
            new Tombstoned(APPOINTMENTS, ARCHIVED_AT, before(FLOOR)),
            new Tombstoned(APPOINTMENTS, CANCELLED_AT, before(FLOOR)),
            new Tombstoned(APPOINTMENTS, DELETED_AT, before(FLOOR)),
            new Changes(GROUP_APPOINTMENTS, before(CHANGED)),
            new Tombstoned(GROUP_APPOINTMENTS, ARCHIVED_AT, before(FLOOR)),
            new Tombstoned(GROUP_APPOINTMENTS, DELETED_AT, before(FLOOR)),
            new Changes(ATTENDEES, before(CHANGED)),
            new Tombstoned(ATTENDEES, ARCHIVED_AT, before(FLOOR)),
            new Tombstoned(ATTENDEES, CANCELLED_AT, before(FLOOR)),
            new Tombstoned(ATTENDEES, DELETED_AT, before(FLOOR)),
            new Referenced(ACTIVE_PATIENTS, NOW));
  }

  @Test
  void a_full_sync_of_active_patients_fetches_all_appointments_before_patients() {
    var steps = Plan.of(SOURCE, SyncMode.ACTIVE, SyncType.FULL, Map.of(), NOW).steps();

    assertThat(steps)
        .containsSubsequence(
            new Changes(ATTENDEES, null),
            new Referenced(ACTIVE_PATIENTS, NOW),
            new Reconcile(APPOINTMENTS));
    assertThat(steps).doesNotContain(new Changes(PATIENTS, null), new Reconcile(PATIENTS));
  }

  @Test
  void a_comprehensive_sync_fetches_every_list_and_referenced_lists_first() {
    var steps = Plan.of(SOURCE, SyncMode.COMPREHENSIVE, SyncType.FULL, Map.of(), NOW).steps();

    assertThat(steps).hasSize(3 * ClinikoResource.values().length);
    assertThat(steps.stream().filter(Changes.class::isInstance).map(Step::resource))
        .containsExactlyInAnyOrder(ClinikoResource.values())
        .containsSubsequence(PATIENTS, APPOINTMENTS, GROUP_APPOINTMENTS, ATTENDEES);
  }

  @ParameterizedTest
  @EnumSource(SyncMode.class)
  void steps_of_a_plan_have_distinct_names(SyncMode mode) {
    for (var type : List.of(SyncType.FULL, SyncType.INCREMENTAL)) {
      assertThat(Plan.of(SOURCE, mode, type, known(), NOW).steps())
          .extracting(Step::name)
          .doesNotHaveDuplicates();
    }
  }

  private static Map<SourceResource, Watermark> known() {
    var known = new HashMap<SourceResource, Watermark>();
    for (var list : ClinikoResource.values()) {
      known.put(list, new Watermark(CHANGED, FLOOR));
    }
    return known;
  }

  private static Instant before(Instant instant) {
    return instant.equals(Instant.EPOCH) ? instant : instant.minus(Plan.OVERLAP);
  }
}
