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

/** What time brings about while nothing is heard. */
class TimeoutEvaluationTest {
  private final FoldedLogWriter log = new FoldedLogWriter();
  private final List<ReadSide> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(ReadSide::close);
    log.close();
  }

  private AlertScenario desk(String organization) {
    var readSide = ReadSide.start(Map.of("test.clock", organization));
    open.add(readSide);
    return new AlertScenario(readSide, log, ShiftedClock.named(organization), organization);
  }

  private static void putForward(AlertScenario desk, Duration by) {
    ShiftedClock.named(desk.organization()).advance(by);
  }

  @Test
  void a_run_that_hangs_is_an_alert_with_no_further_event() {
    var desk = desk("org_hang");
    log.append(desk.run("hangs", Duration.ZERO).page(10, 100).events());
    ViewTables.awaitEvents(desk.readSide(), "org_hang", 3);

    patiently()
        .until(
            () -> {
              putForward(desk, Duration.ofSeconds(30));
              return desk.notifications("stuck_sync").equals(List.of("(1/raised)"));
            });

    var alert = desk.alerts("firing", "stuck_sync").getFirst();
    assertThat(texts(alert.get("because"))).containsExactly("org_hang_hangs/2");
  }

  @Test
  void nothing_is_judged_on_silence_while_the_log_is_not_read() throws Exception {
    var desk = desk("org_blind");
    var run = desk.run("seen", Duration.ZERO).page(10, 20);
    log.append(run.events());
    ViewTables.awaitEvents(desk.readSide(), "org_blind", 3);

    try (var connection = desk.readSide().connect()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("select * from projection_positions where topic = 'sync.events' for update");
      var rest = run.page(10, 20).completed().events();
      log.append(rest.subList(3, rest.size()));
      putForward(desk, Duration.ofMinutes(10));
      patiently()
          .during(Duration.ofSeconds(3))
          .until(() -> stuck(desk).isEmpty() && unread(desk, rest.size()));
      connection.rollback();
    }

    ViewTables.awaitEvents(desk.readSide(), "org_blind", 6);
    putForward(desk, Duration.ofHours(3));
    patiently().until(() -> desk.alerts("firing", "stale_data").size() == 1);
    assertThat(stuck(desk)).isEmpty();
  }

  private static List<String> stuck(AlertScenario desk) {
    return desk.readSide()
        .rows(
            "select id from sync_alerts where organization_id = 'org_blind' and rule ="
                + " 'stuck_sync'");
  }

  private static boolean unread(AlertScenario desk, int events) {
    return desk.readSide()
            .rows("select 1 from sync_events where organization_id = 'org_blind'")
            .size()
        < events;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
