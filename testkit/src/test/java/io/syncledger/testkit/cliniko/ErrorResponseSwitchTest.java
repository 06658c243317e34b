package io.syncledger.testkit.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.cliniko.hostile.ErrorResponseSwitch;
import io.syncledger.testkit.cliniko.hostile.Intensity;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorResponseSwitchTest {

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
  @EnumSource(ErrorResponseSwitch.class)
  void lists_are_refused_with_the_error_of_the_switch(ErrorResponseSwitch one) throws Exception {
    one.activate(hostile.cliniko, HostileClinicFixture.ONCE.withOutage(Duration.ofMinutes(10)));
    List<HttpResponse<String>> responses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      responses.add(hostile.get("/patients?per_page=10"));
    }
    HttpResponse<String> first = responses.getFirst();
    HttpResponse<String> last = responses.getLast();
    switch (one) {
      case RESET_IN_THE_PAST -> assertReset(first, "1795342470");
      case RESET_AN_HOUR_AHEAD -> assertReset(first, "1795346130");
      case RESET_IN_MILLISECONDS -> assertReset(first, "1795342531000");
      case RESET_NOT_A_NUMBER -> assertReset(first, "NaN");
      case RESET_MISSING -> {
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("X-RateLimit-Reset")).isEmpty();
      }
      case RATE_LIMIT_STORM ->
          assertThat(responses.stream().filter(response -> response.statusCode() == 429))
              .hasSize(7);
      case SERVER_ERRORS_WITH_HTML -> assertServerError(first, "<html>");
      case SERVER_ERRORS_EMPTY -> assertServerError(first, "");
      case SERVER_ERRORS_WITH_BROKEN_JSON -> assertServerError(first, "{\"message\":\"");
      case HTML_WITH_200 -> {
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).startsWith("<html>");
      }
      case FORBIDDEN_FOR_A_WHILE -> assertMidRun(responses, 403);
      case FORBIDDEN_RESOURCE -> assertThat(first.statusCode()).isEqualTo(200);
      case KEY_REVOKED -> assertMidRun(responses, 401);
      case MOVED_TO_OTHER_SHARD -> {
        assertMidRun(responses, 301);
        assertThat(last.headers().firstValue("Location").orElseThrow())
            .isEqualTo("http://127.0.0.1:" + hostile.cliniko.foreignHost().port() + "/v1/patients");
      }
    }
    if (last.statusCode() != 200) {
      hostile.cliniko.faults().clear();
      assertThat(hostile.get("/patients").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void what_is_forbidden_for_ten_minutes_is_allowed_after_them() throws Exception {
    ErrorResponseSwitch.FORBIDDEN_FOR_A_WHILE.activate(hostile.cliniko, 3);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      statuses.add(hostile.get("/patients").statusCode());
    }
    assertThat(statuses.getLast()).isEqualTo(403);
    hostile.clock.set("2026-11-22T10:25:29Z");
    assertThat(hostile.get("/patients").statusCode()).isEqualTo(403);
    hostile.clock.set("2026-11-22T10:25:30Z");
    assertThat(hostile.get("/patients").statusCode()).isEqualTo(200);
  }

  @Test
  void one_list_is_forbidden_and_the_others_are_not() throws Exception {
    ErrorResponseSwitch.FORBIDDEN_RESOURCE.activate(hostile.cliniko, Intensity.of(1));
    List<Integer> statuses = new ArrayList<>();
    for (String list : List.of("attendees", "group_appointments", "appointment_types")) {
      statuses.add(hostile.get("/" + list).statusCode());
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 200, 403);
  }

  private static void assertReset(HttpResponse<String> response, String reset) {
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("X-RateLimit-Reset")).hasValue(reset);
  }

  private static void assertServerError(HttpResponse<String> response, String body) {
    assertThat(response.statusCode()).isIn(500, 502, 503, 504);
    assertThat(response.body()).startsWith(body);
    assertThat(response.body().isEmpty()).isEqualTo(body.isEmpty());
  }

  private static void assertMidRun(List<HttpResponse<String>> responses, int status) {
    List<Integer> statuses = responses.stream().map(HttpResponse::statusCode).toList();
    int before = statuses.indexOf(status);
    assertThat(before).isPositive();
    assertThat(statuses.subList(0, before)).containsOnly(200);
    assertThat(statuses.subList(before, statuses.size())).containsOnly(status);
  }
}
