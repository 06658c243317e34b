package io.syncledger.query.alerts;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts that share a cause become an incident; rebuilding the views sends nothing again. */
class IncidentGroupingTest {
  private static final String FAILURES = "consecutive_failures";

  private static final String NOTIFICATIONS =
      "select notice_id from alert_notices where organization_id in ('org_again', 'org_past')"
          + " order by 1";

  private final FoldedLogWriter log = new FoldedLogWriter();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(log));

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void many_organizations_failing_for_one_cause_are_one_incident() {
    var readSide = started();
    var scenarios =
        Stream.of("a", "b", "c", "d")
            .map(
                name ->
                    new AlertScenario(readSide, log, Clock.systemUTC(), "org_inc_" + name)
                        .failedRuns(1, 3, "HTTP_521"))
            .toList();

    patiently()
        .untilAsserted(
            () -> {
              assertThat(scenarios)
                  .allSatisfy(scenario -> assertThat(scenario.notifications(FAILURES)).hasSize(1));
              assertThat(incidents(readSide)).hasSize(1);
            });
    assertThat(
            readSide.rows(
                "select distinct incident_id from sync_alerts where organization_id like"
                    + " 'org_inc_%' and rule = 'consecutive_failures'"))
        .hasSize(1)
        .allSatisfy(id -> assertThat(id).contains("incident-cliniko-HTTP_521"));

    scenarios.forEach(scenario -> scenario.successfulRun("good"));
    patiently().until(() -> incidents(readSide).size() == 2);
    assertThat(
            readSide.rows(
                "select organizations, resolved_at is not null from alert_incidents where"
                    + " error_code = 'HTTP_521'"))
        .containsExactly("(4,t)");
  }

  private static List<String> incidents(ReadSide readSide) {
    return readSide.rows(
        "select notice_id from alert_notices where notice_id like 'incident-cliniko-HTTP_521%'");
  }

  @Test
  void reading_the_log_again_repeats_no_notification() {
    var readSide = started();
    var scenario =
        new AlertScenario(readSide, log, Clock.systemUTC(), "org_again")
            .failedRuns(1, 3)
            .successfulRun("good");
    scenario.failedRuns(4, 6);
    patiently().until(() -> scenario.notifications(FAILURES).contains("(2/raised)"));
    var other = new AlertScenario(readSide, log, Clock.systemUTC(), "org_past").failedRuns(1, 3);
    patiently().until(() -> other.notifications(FAILURES).size() == 1);
    other.successfulRun("good");
    patiently().until(() -> other.notifications(FAILURES).size() == 2);
    var before = readSide.rows(NOTIFICATIONS);
    var alerts = alerts(readSide);
    open.remove(readSide);
    readSide.close();

    readSide.execute("update projection_positions set position = 0");
    readSide.execute("truncate alert_rule_inputs, sync_alerts");
    var again = alsoStarted(readSide);

    patiently().untilAsserted(() -> assertThat(alerts(again)).isEqualTo(alerts));
    patiently()
        .until(
            () -> again.rows("select 1 from sync_alerts where tell_after is not null").isEmpty());
    assertThat(again.rows(NOTIFICATIONS)).isEqualTo(before);
  }

  private static List<String> alerts(ReadSide readSide) {
    return readSide.rows(
        "select id, state, started_at, resolved_at, because from sync_alerts where organization_id"
            + " in ('org_again', 'org_past') and rule = 'consecutive_failures' order by id");
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
