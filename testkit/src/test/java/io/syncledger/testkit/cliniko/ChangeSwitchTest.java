package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncledger.testkit.cliniko.hostile.ChangeSwitch;
import io.syncledger.testkit.cliniko.hostile.Intensity;
import io.syncledger.testkit.cliniko.records.Resource;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeSwitchTest {

  private static final List<Resource> BUSY =
      List.of(
          Resource.PATIENTS,
          Resource.INDIVIDUAL_APPOINTMENTS,
          Resource.GROUP_APPOINTMENTS,
          Resource.ATTENDEES);
  private static final Intensity INTENSITY = Intensity.of(11).withProbability(1).withMaxChanges(6);

  private HostileClinicFixture hostile;

  @BeforeEach
  void start() {
    hostile = new HostileClinicFixture();
  }

  @AfterEach
  void stop() {
    hostile.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = ChangeSwitch.class,
      names = {
        "INSERTS_BETWEEN_PAGES",
        "EDITS_BETWEEN_PAGES",
        "ARCHIVES_BETWEEN_PAGES",
        "UNARCHIVES_BETWEEN_PAGES",
        "CANCELLATIONS_BETWEEN_PAGES",
        "VANISHINGS_BETWEEN_PAGES",
        "QUIET_ARCHIVES_BETWEEN_PAGES"
      })
  void records_change_after_a_page_up_to_a_limit(ChangeSwitch one) throws Exception {
    Map<String, ObjectNode> before = state();
    one.activate(hostile.cliniko, INTENSITY);
    for (int i = 0; i < 4; i++) {
      hostile.get("/patients?per_page=10&page=" + (i + 1));
    }
    // Not every resource has an archived record.
    int least = one == ChangeSwitch.UNARCHIVES_BETWEEN_PAGES ? 1 : 4;
    assertThat(difference(one, before, state())).hasSizeBetween(least, 4);
    for (int i = 0; i < 10; i++) {
      hostile.get("/individual_appointments?per_page=10&page=" + (i + 1));
    }
    assertThat(difference(one, before, state()).size()).isBetween(least, 6);
    Map<String, ObjectNode> afterwards = state();
    hostile.get("/attendees");
    assertThat(state()).isEqualTo(afterwards);
  }

  @Test
  void the_seed_decides_what_changes() throws Exception {
    ChangeSwitch.EDITS_BETWEEN_PAGES.activate(hostile.cliniko, INTENSITY.withProbability(0.5));
    hostile.get("/patients");
    hostile.get("/attendees");
    hostile.get("/patients?page=2");
    try (HostileClinicFixture other = new HostileClinicFixture()) {
      ChangeSwitch.EDITS_BETWEEN_PAGES.activate(other.cliniko, INTENSITY.withProbability(0.5));
      other.get("/patients");
      other.get("/attendees");
      other.get("/patients?page=2");
      for (Resource resource : BUSY) {
        assertThat(other.clinic().rows(resource)).isEqualTo(hostile.clinic().rows(resource));
      }
    }
  }

  @Test
  void a_late_commit_is_older_than_a_state_that_was_served() throws Exception {
    Map<String, ObjectNode> before = state();
    ChangeSwitch.LATE_COMMITS.activate(hostile.cliniko, INTENSITY.withMaxChanges(40));
    Instant served = hostile.clock.instant();
    Set<Instant> late = new HashSet<>();
    for (int i = 0; i < 40 && late.isEmpty(); i++) {
      for (Resource resource : BUSY) {
        hostile.everything(resource);
        hostile.get("/" + resource.path() + "?sort=updated_at:desc&per_page=100");
      }
      late =
          difference(ChangeSwitch.LATE_COMMITS, before, state()).stream()
              .map(row -> Instant.parse(row.path("updated_at").asText()))
              .filter(instant -> instant.isBefore(served))
              .collect(Collectors.toSet());
    }
    assertThat(late)
        .isNotEmpty()
        .allSatisfy(instant -> assertThat(instant).isAfter(served.minusSeconds(61)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChangeSwitch.class,
      names = {"QUIET_ARCHIVES", "UNARCHIVED", "IDS_GONE"})
  void some_records_of_each_resource_differ_at_once(ChangeSwitch one) throws Exception {
    Map<String, ObjectNode> before = state();
    one.activate(hostile.cliniko, INTENSITY.withRecords(2));
    assertThat(difference(one, before, state())).hasSizeBetween(5, 8);
    if (one == ChangeSwitch.IDS_GONE) {
      String gone = hostile.clinic().table(Resource.PATIENTS).removedIds().iterator().next();
      assertThat(hostile.get("/patients/" + gone).statusCode()).isEqualTo(404);
      JsonNode page = hostile.json("/patients?q%5B%5D=archived_at:*&q%5B%5D=id:=" + gone);
      assertThat(page.path("total_entries").asInt()).isZero();
    }
  }

  @Test
  void more_than_two_pages_share_one_second() throws Exception {
    ChangeSwitch.MANY_IN_ONE_SECOND.activate(hostile.cliniko, INTENSITY);
    for (String resource : List.of("patients", "individual_appointments")) {
      JsonNode page =
          hostile.json(
              "/"
                  + resource
                  + "?per_page=100"
                  + SimulatorClient.query(
                      "updated_at:>=2026-11-22T10:15:30Z",
                      "updated_at:<=2026-11-22T10:15:30Z",
                      "archived_at:*"));
      assertThat(page.path("total_entries").asInt()).isGreaterThan(200);
    }
  }

  @Test
  void merged_patients_point_to_each_other_in_a_chain_and_in_a_circle() {
    ChangeSwitch.MERGE_CHAINS.activate(hostile.cliniko, INTENSITY);
    assertThat(merged()).hasSize(2);
    String start =
        merged().keySet().stream()
            .filter(id -> !merged().containsValue(id))
            .findFirst()
            .orElseThrow();
    assertThat(merged()).containsKey(merged().get(start));
    ChangeSwitch.MERGE_LOOPS.activate(hostile.cliniko, INTENSITY);
    Map<String, String> all = merged();
    assertThat(all.entrySet()).anyMatch(merge -> merge.getKey().equals(all.get(merge.getValue())));
  }

  @Test
  void an_older_state_is_listed_among_the_deleted_records() throws Exception {
    ChangeSwitch.IN_BOTH_LISTS.activate(hostile.cliniko, INTENSITY);
    List<String> active = SimulatorClient.ids(hostile.json("/practitioners"), "practitioners");
    JsonNode inactive = hostile.json("/practitioners/inactive?sort=updated_at");
    assertThat(inactive.path("total_entries").asInt()).isEqualTo(3);
    assertThat(SimulatorClient.ids(inactive, "practitioners"))
        .hasSize(3)
        .containsAnyElementsOf(active);
    assertThat(inactive.path("practitioners").findValuesAsText("updated_at")).isSorted();

    String query = "/patients?sort=updated_at&per_page=100&q%5B%5D=archived_at:";
    List<String> archived = SimulatorClient.ids(hostile.json(query + "?"), "patients");
    assertThat(archived).hasSize(6);
    assertThat(
            SimulatorClient.ids(hostile.json("/patients?sort=created_at&per_page=100"), "patients"))
        .containsAnyElementsOf(archived);
    assertThat(hostile.json(query + "*").path("total_entries").asInt()).isEqualTo(305);
  }

  @Test
  void the_old_lists_of_deleted_records_have_stubs_without_ids() throws Exception {
    assertThat(hostile.get("/patients/deleted").statusCode()).isEqualTo(404);
    ChangeSwitch.LEGACY_DELETED_STUBS.activate(hostile.cliniko, INTENSITY);
    JsonNode page =
        hostile.json(
            "/patients/deleted?x=1" + SimulatorClient.query("deleted_at:>=2000-01-01T00:00:00Z"));
    assertThat(page.path("total_entries").asInt()).isEqualTo(5);
    for (JsonNode stub : page.path("patients")) {
      assertThat(stub.fieldNames()).toIterable().containsExactly("deleted_at", "links");
    }
    assertThat(hostile.get("/patients/deleted?q%5B%5D=updated_at:?").statusCode()).isEqualTo(400);
  }

  /** The records that have changed or disappeared. */
  private static List<ObjectNode> difference(
      ChangeSwitch one, Map<String, ObjectNode> before, Map<String, ObjectNode> after) {
    if (one == ChangeSwitch.VANISHINGS_BETWEEN_PAGES || one == ChangeSwitch.IDS_GONE) {
      return before.keySet().stream()
          .filter(id -> !after.containsKey(id))
          .map(before::get)
          .toList();
    }
    Predicate<ObjectNode> expected =
        switch (one) {
          case ARCHIVES_BETWEEN_PAGES, QUIET_ARCHIVES_BETWEEN_PAGES, QUIET_ARCHIVES ->
              row -> row.path("archived_at").asText().equals("2026-11-22T10:15:30Z");
          case UNARCHIVES_BETWEEN_PAGES, UNARCHIVED -> row -> row.path("archived_at").isNull();
          case CANCELLATIONS_BETWEEN_PAGES -> row -> row.path("cancelled_at").isTextual();
          default -> row -> true;
        };
    List<ObjectNode> changed =
        after.entrySet().stream()
            .filter(row -> !row.getValue().equals(before.get(row.getKey())))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(changed).allMatch(expected);
    boolean quiet =
        one == ChangeSwitch.QUIET_ARCHIVES_BETWEEN_PAGES || one == ChangeSwitch.QUIET_ARCHIVES;
    assertThat(changed)
        .allMatch(
            row ->
                one == ChangeSwitch.LATE_COMMITS
                    || quiet != row.path("updated_at").asText().equals("2026-11-22T10:15:30Z"));
    return changed;
  }

  private Map<String, ObjectNode> state() {
    Map<String, ObjectNode> state = new HashMap<>();
    BUSY.forEach(
        resource ->
            hostile
                .clinic()
                .records(resource)
                .forEach(row -> state.put(resource + row.path("id").asText(), row)));
    return state;
  }

  private Map<String, String> merged() {
    return hostile
        .clinic()
        .records(Resource.PATIENTS)
        .filter(row -> row.has("merged_with_patient"))
        .collect(
            Collectors.toMap(
                row -> row.path("id").asText(),
                row -> {
                  String link = row.at("/merged_with_patient/links/self").asText();
                  return link.substring(link.lastIndexOf('/') + 1);
                }));
  }
}
