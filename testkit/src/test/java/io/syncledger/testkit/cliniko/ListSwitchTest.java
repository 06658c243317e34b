package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.testkit.cliniko.hostile.ListSwitch;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListSwitchTest {

  private HostileClinicFixture hostile;

  @BeforeAll
  void start() {
    hostile = new HostileClinicFixture();
  }

  @AfterEach
  void calm() {
    hostile.cliniko.faults().clear();
  }

  @AfterAll
  void stop() {
    hostile.close();
  }

  @ParameterizedTest
  @EnumSource(ListSwitch.class)
  void a_list_has_the_fault_of_the_switch_and_is_right_again_afterwards(ListSwitch one)
      throws Exception {
    JsonNode first = hostile.json("/patients?sort=updated_at&per_page=50&page=1");
    JsonNode sound = hostile.secondPage();
    one.activate(hostile.cliniko, HostileClinicFixture.ONCE);
    if (one == ListSwitch.STALE_PAGE) {
      assertThat(hostile.json("/patients?sort=updated_at&per_page=50&page=1")).isEqualTo(first);
    }
    check(one, hostile.secondPage(), first);
    hostile.cliniko.faults().clear();
    assertThat(hostile.secondPage()).isEqualTo(sound);
  }

  @ParameterizedTest
  @EnumSource(
      value = ListSwitch.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TOTAL_AS_TEXT", "TOTAL_MISSING", "STALE_PAGE"})
  void a_temporary_fault_of_a_list_ends_by_itself(ListSwitch one) throws Exception {
    JsonNode sound = hostile.secondPage();
    one.activate(hostile.cliniko, HostileClinicFixture.ONCE);
    assertThat(hostile.secondPage()).isNotEqualTo(sound);
    assertThat(hostile.secondPage()).isEqualTo(sound);
  }

  private void check(ListSwitch one, JsonNode page, JsonNode first) throws Exception {
    JsonNode rows = page.path("patients");
    String self = page.path("links").path("self").asText();
    String next = page.path("links").path("next").asText("");
    switch (one) {
      case NEXT_LOOPS -> assertThat(next).isEqualTo(self);
      case NEXT_LEADS_BACK -> assertThat(next).contains("?page=1&").isNotEqualTo(self);
      case NEXT_ON_FOREIGN_HOST -> assertLeadsAstray(next, "http://127.0.0.1:");
      case NEXT_WITHOUT_TLS -> assertLeadsAstray(next, "http://localhost:");
      case NEXT_MISSING_EARLY -> {
        assertThat(next).isEmpty();
        assertThat(rows).hasSize(50);
      }
      case EMPTY_PAGE_WITH_NEXT -> {
        assertThat(rows).isEmpty();
        assertThat(next).isNotEmpty();
      }
      case EMPTY_PAGE -> {
        assertThat(rows).isEmpty();
        assertThat(next).isEmpty();
        assertThat(page.path("total_entries").asInt()).isEqualTo(300);
      }
      case SHORT_PAGE -> assertThat(rows).hasSize(25);
      case ROW_TWICE_IN_A_PAGE -> {
        assertThat(rows).hasSize(51);
        assertThat(List.copyOf(SimulatorClient.ids(page, "patients")).stream().distinct())
            .hasSize(50);
      }
      case SORT_IGNORED ->
          assertThat(rows.valueStream().map(row -> row.path("updated_at").asText()).toList())
              .isNotEqualTo(
                  rows.valueStream().map(row -> row.path("updated_at").asText()).sorted().toList());
      case STALE_PAGE -> assertThat(page).isEqualTo(first);
      case TOTAL_AS_TEXT -> assertThat(page.path("total_entries").textValue()).isEqualTo("300");
      case TOTAL_MISSING -> assertThat(page.has("total_entries")).isFalse();
    }
  }

  private void assertLeadsAstray(String next, String host) throws Exception {
    ForeignHost foreign = hostile.cliniko.foreignHost();
    long seen = foreign.keysSeen();
    assertThat(next).startsWith(host + foreign.port());
    // The foreign host counts the keys that it receives.
    assertThat(hostile.get(next).statusCode()).isEqualTo(401);
    assertThat(foreign.keysSeen()).isEqualTo(seen + 1);
  }
}
