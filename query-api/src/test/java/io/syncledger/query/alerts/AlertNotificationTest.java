package io.syncledger.query.alerts;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each state change is notified of once, on a real broker and database. */
class AlertNotificationTest {
  private static final String FAILURES = "consecutive_failures";

  private final FoldedLogWriter log = new FoldedLogWriter();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(log));

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void three_failures_are_one_alert_with_one_notification_and_one_success_is_one_recovery() {
    var scenario =
        new AlertScenario(started(), log, Clock.systemUTC(), "org_three").failedRuns(1, 3);

    patiently().until(() -> scenario.alerts("firing", FAILURES).size() == 1);
    var alert = scenario.alerts("firing", FAILURES).getFirst();
    assertThat(texts(alert.get("because")))
        .containsExactly("org_three_failed_1/1", "org_three_failed_2/1", "org_three_failed_3/1");
    assertThat(alert.get("severity").asText()).isEqualTo("critical");
    patiently().until(() -> scenario.notifications(FAILURES).equals(List.of("(1/raised)")));

    scenario.failedRuns(4, 4).successfulRun("good");
    patiently()
        .until(
            () -> scenario.notifications(FAILURES).equals(List.of("(1/raised)", "(1/resolved)")));
    assertThat(scenario.alerts("firing", FAILURES)).isEmpty();
    assertThat(scenario.alerts("resolved", FAILURES)).hasSize(1);
  }

  @Test
  void two_instances_notify_of_each_transition_once() {
    var first = started();
    var second = alsoStarted(first);
    var scenarios =
        Stream.iterate(1, i -> i + 1)
            .limit(12)
            .map(
                i ->
                    new AlertScenario(first, log, Clock.systemUTC(), "org_pair_" + i)
                        .failedRuns(1, 3))
            .toList();

    patiently()
        .untilAsserted(
            () ->
                assertThat(scenarios)
                    .allSatisfy(
                        scenario ->
                            assertThat(scenario.notifications(FAILURES))
                                .containsExactly("(1/raised)")));
    scenarios.forEach(scenario -> scenario.successfulRun("good"));
    patiently()
        .untilAsserted(
            () ->
                assertThat(scenarios)
                    .allSatisfy(
                        scenario ->
                            assertThat(scenario.notifications(FAILURES))
                                .containsExactly("(1/raised)", "(1/resolved)")));
    for (var kind : List.of("raised", "resolved")) {
      patiently()
          .untilAsserted(
              () ->
                  assertThat(transitions(first, kind) + transitions(second, kind))
                      .isEqualTo(allNotifications(first, kind)));
    }
  }

  /** Counts every organization in the log, which the tests share. */
  private static double allNotifications(ReadSide readSide, String kind) {
    return readSide
        .rows(
            "select 1 from alert_notices n join sync_alerts a on n.notice_id ="
                + " a.fingerprint || '/' || a.episode || '/%s' where a.rule = '%s'"
                    .formatted(kind, FAILURES))
        .size();
  }

  private static double transitions(ReadSide readSide, String kind) throws Exception {
    return readSide
        .get("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("syncledger_alerts_flips_total{"))
        .filter(line -> line.contains("kind=\"" + kind + "\""))
        .filter(line -> line.contains("rule=\"" + FAILURES + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void a_silenced_alert_fires_without_a_notification_until_the_silence_ends() {
    var scenario = new AlertScenario(started(), log, Clock.systemUTC(), "org_hush");
    var body =
        "{\"to\": \"%s\", \"rule\": \"consecutive_failures\", \"comment\": \"Planned\"}"
            .formatted(Clock.systemUTC().instant().plus(Duration.ofHours(1)));
    var silence =
        AlertScenario.json(scenario.sendToAlerts("POST", "/silences", body, Role.OPERATOR));
    scenario.failedRuns(1, 3);

    patiently().until(() -> scenario.alerts("firing", FAILURES).size() == 1);
    patiently()
        .until(
            () ->
                scenario
                    .readSide()
                    .rows(
                        "select tell_after > now() + interval '50 minutes' from sync_alerts where"
                            + " organization_id = 'org_hush' and rule = 'consecutive_failures'")
                    .equals(List.of("(t)")));
    assertThat(scenario.notifications(FAILURES)).isEmpty();

    var path = "/silences/" + silence.get("id").asText();
    var ended = AlertScenario.json(scenario.sendToAlerts("DELETE", path, "", Role.OPERATOR));
    assertThat(ended.get("state").asText()).isEqualTo("ended");
    patiently().until(() -> scenario.notifications(FAILURES).equals(List.of("(1/raised)")));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private ReadSide started() {
    var readSide = ReadSide.start();
    open.add(readSide);
    return readSide;
  }

  private ReadSide alsoStarted(ReadSide other) {
    var readSide = other.startAnother();
    open.add(readSide);
    return readSide;
  }
}
