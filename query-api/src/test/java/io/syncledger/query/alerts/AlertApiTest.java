package io.syncledger.query.alerts;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.query.fixture.SseClient;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts, thresholds, silences and backtests over the REST API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertApiTest {
  private static final String FAILURES = "consecutive_failures";

  private final ReadSide readSide = ReadSide.start();
  private final FoldedLogWriter log = new FoldedLogWriter();

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  private AlertScenario scenario(String organization) {
    return new AlertScenario(readSide, log, Clock.systemUTC(), organization);
  }

  @Test
  void an_alert_shows_who_acknowledged_it_first() {
    var scenario = scenario("org_seen").failedRuns(1, 3);
    patiently().until(() -> scenario.alerts("firing", FAILURES).size() == 1);
    var id = scenario.alerts("firing", FAILURES).getFirst().get("id").asText();
    var path = "/api/v1/alerts/" + id + "/acknowledge";

    assertThat(scenario.send("POST", path, "", Role.VIEWER).statusCode()).isEqualTo(403);
    var acknowledged = AlertScenario.json(scenario.send("POST", path, "", Role.OPERATOR));
    assertThat(acknowledged.get("acknowledged_by").asText()).isEqualTo("tester");
    patiently()
        .until(
            () ->
                "tester"
                    .equals(
                        scenario
                            .alerts("firing", FAILURES)
                            .getFirst()
                            .get("acknowledged_by")
                            .asText()));
    assertThat(scenario.send("POST", path, "", Role.OPERATOR).statusCode()).isEqualTo(200);

    var others = scenario("org_not_seen");
    assertThat(others.send("POST", path, "", Role.OPERATOR).statusCode()).isEqualTo(404);
    scenario.successfulRun("good");
    patiently().until(() -> scenario.alerts("resolved", FAILURES).size() == 1);
    assertThat(scenario.alerts("resolved", FAILURES).getFirst().get("acknowledged_by").asText())
        .isEqualTo("tester");
  }

  @Test
  void pages_of_alerts_list_each_alert_once() {
    var scenario = scenario("org_pages");
    for (int i = 0; i < 3; i++) {
      scenario.failedRuns(1 + 3 * i, 3 + 3 * i).successfulRun("good_" + i);
    }
    patiently().until(() -> scenario.alerts("resolved", FAILURES).size() == 3);

    var ids = new HashSet<String>();
    var next = "";
    for (int page = 0; page < 3; page++) {
      var response = scenario.get("?state=resolved&limit=1&rule=" + FAILURES + next);
      assertThat(response.get("alerts")).hasSize(1);
      assertThat(response.get("next_cursor").isNull()).isEqualTo(page == 2);
      ids.add(response.get("alerts").get(0).get("id").asText());
      next = "&cursor=" + response.get("next_cursor").asText();
    }
    assertThat(ids).hasSize(3);
  }

  @Test
  void an_organization_sets_its_own_thresholds_and_they_apply_at_once() {
    var scenario = scenario("org_strict").failedRuns(1, 1);
    patiently()
        .until(
            () ->
                readSide
                        .rows(
                            "select 1 from alert_rule_inputs where organization_id = 'org_strict'")
                        .size()
                    == 1);
    assertThat(scenario.alerts("firing", FAILURES)).isEmpty();

    var body = "{\"consecutive_failures\": 1, \"disabled\": [\"slow_sync\"]}";
    assertThat(scenario.sendToAlerts("PUT", "/settings", body, Role.OPERATOR).statusCode())
        .isEqualTo(403);
    var settings = AlertScenario.json(scenario.sendToAlerts("PUT", "/settings", body, Role.ADMIN));

    assertThat(settings.get("thresholds").get("consecutive_failures").asInt()).isEqualTo(1);
    assertThat(settings.get("thresholds").get("failure_rate").asDouble()).isEqualTo(0.2);
    assertThat(settings.get("changed").properties()).hasSize(2);
    patiently().until(() -> scenario.alerts("firing", FAILURES).size() == 1);

    var own = "{\"consecutive_failures\": 2}";
    AlertScenario.json(scenario.sendToAlerts("PUT", "/settings?service=cliniko", own, Role.ADMIN));
    patiently().until(() -> scenario.alerts("firing", FAILURES).isEmpty());
    assertThat(scenario.get("/settings").get("thresholds").get("consecutive_failures").asInt())
        .isEqualTo(1);

    var none = "{\"consecutive_failures\": null}";
    AlertScenario.json(scenario.sendToAlerts("PUT", "/settings?service=cliniko", none, Role.ADMIN));
    patiently().until(() -> scenario.alerts("firing", FAILURES).size() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | /settings | {\"consecutive_failures\": 0} | consecutive_failures",
        "PUT | /settings | {\"consecutive_failures\": \"3\"} | consecutive_failures",
        "PUT | /settings | {\"failure_rate\": 1.5} | failure_rate",
        "PUT | /settings | {\"hold_seconds\": {\"nonsense\": 1}} | hold_seconds",
        "PUT | /settings | {\"disabled\": [\"nonsense\"]} | disabled",
        "PUT | /settings | {\"consecutive_failure\": 3} | consecutive_failure",
        "POST | /silences | {\"to\": \"2020-01-01T00:00:00Z\"} | to",
        "POST | /silences | {\"to\": \"2999-01-01T00:00:00Z\", \"rule\": \"nonsense\"} | rule",
        "POST | /backtest | {\"rule\": \"nonsense\", \"threshold\": \"3m\"} | rule",
        "POST | /backtest | {\"rule\": \"stuck_sync\", \"threshold\": \"soon\"} | threshold",
        "POST | /backtest | {\"rule\": \"stuck_sync\"} | threshold",
        "GET | ?state=nonsense | '' | state",
        "GET | ?rule=nonsense | '' | rule",
      })
  void an_invalid_field_is_named(String method, String path, String body, String field) {
    var response = scenario("org_nonsense").sendToAlerts(method, path, body, Role.ADMIN);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"field\":\"" + field);
  }

  @Test
  void alerts_of_other_organizations_are_forbidden() {
    var scenario = scenario("org_nosy");
    for (var path : new String[] {"", "/settings", "/silences"}) {
      assertThat(
              scenario.send("GET", "/api/v1/alerts/org_else" + path, "", Role.ADMIN).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void a_stream_sends_each_transition_of_an_alert_and_resumes_where_it_was() throws Exception {
    var scenario = scenario("org_live");
    String last;
    try (var client = SseClient.connect(readSide, "org_live", readSide.viewer("org_live"), null)) {
      scenario.failedRuns(1, 3);
      patiently()
          .until(() -> client.alerts().stream().anyMatch(event -> event.data().contains(FAILURES)));
      last = Objects.requireNonNull(client.alerts().getLast().id());
    }
    scenario.successfulRun("good");

    try (var client = SseClient.connect(readSide, "org_live", readSide.viewer("org_live"), last)) {
      patiently()
          .until(
              () ->
                  client.alerts().stream()
                      .anyMatch(event -> event.data().contains("\"state\":\"resolved\"")));
    }
  }
}
