package io.syncledger.query.alerts;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.query.fixture.ShiftedClock;
import io.syncledger.query.fixture.ViewTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts that fire because time passes and no event arrives. */
class TimeoutEvaluationTest {
  private final FoldedLogWriter log = new FoldedLogWriter();
  private final List<ReadSide> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(ReadSide::close);
    log.close();
  }

  private AlertScenario scenario(String organization) {
    var readSide = ReadSide.start(Map.of("test.clock", organization));
    open.add(readSide);
    return new AlertScenario(readSide, log, ShiftedClock.named(organization), organization);
  }

  private static void putForward(AlertScenario scenario, Duration by) {
    ShiftedClock.named(scenario.organization()).advance(by);
  }

  @Test
  void a_hanging_run_raises_an_alert_without_a_further_event() {
    var scenario = scenario("org_hang");
    log.append(scenario.run("hangs", Duration.ZERO).page(10, 100).events());
    ViewTables.awaitEvents(scenario.readSide(), "org_hang", 3);

    patiently()
        .until(
            () -> {
              putForward(scenario, Duration.ofSeconds(30));
              return scenario.notifications("stuck_sync").equals(List.of("(1/raised)"));
            });

    var alert = scenario.alerts("firing", "stuck_sync").getFirst();
    assertThat(texts(alert.get("because"))).containsExactly("org_hang_hangs/2");
  }

  @Test
  void timeouts_are_not_evaluated_while_the_log_is_not_read() throws Exception {
    var scenario = scenario("org_blind");
    var run = scenario.run("seen", Duration.ZERO).page(10, 20);
    log.append(run.events());
    ViewTables.awaitEvents(scenario.readSide(), "org_blind", 3);

    try (var connection = scenario.readSide().connect()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("select * from projection_positions where topic = 'sync.events' for update");
      var rest = run.page(10, 20).completed().events();
      log.append(rest.subList(3, rest.size()));
      putForward(scenario, Duration.ofMinutes(10));
      patiently()
          .during(Duration.ofSeconds(3))
          .until(() -> stuck(scenario).isEmpty() && unread(scenario, rest.size()));
      connection.rollback();
    }

    ViewTables.awaitEvents(scenario.readSide(), "org_blind", 6);
    putForward(scenario, Duration.ofHours(3));
    patiently().until(() -> scenario.alerts("firing", "stale_data").size() == 1);
    assertThat(stuck(scenario)).isEmpty();
  }

  private static List<String> stuck(AlertScenario scenario) {
    return scenario
        .readSide()
        .rows(
            "select id from sync_alerts where organization_id = 'org_blind' and rule ="
                + " 'stuck_sync'");
  }

  private static boolean unread(AlertScenario scenario, int events) {
    return scenario
            .readSide()
            .rows("select 1 from sync_events where organization_id = 'org_blind'")
            .size()
        < events;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
