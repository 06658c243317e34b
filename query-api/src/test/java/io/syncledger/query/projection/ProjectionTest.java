package io.syncledger.query.projection;

import static io.syncledger.query.fixture.ViewTables.awaitEvents;
import static io.syncledger.query.fixture.ViewTables.awaitIdle;
import static io.syncledger.query.fixture.ViewTables.dump;
import static io.syncledger.query.fixture.ViewTables.manyRuns;
import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.EventJson;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.query.fixture.ViewTables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is lost or counted twice when the projector fails or restarts; on real components. */
class ProjectionTest {

  private final FoldedLogWriter log = new FoldedLogWriter();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(log));

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void the_tables_are_the_fold_of_the_log() {
    var readSide = started(Map.of());
    var done = RunLog.completed("org_fold", "sync_done", 250);
    var failed =
        RunLog.of("org_fold", "cliniko", "sync_failed", RunLog.NOON.plusSeconds(600))
            .started()
            .page(100, 250)
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");

    log.append(done.events());
    log.append(failed.events());
    log.append(done.events()); // delivered again

    awaitEvents(readSide, "org_fold", done.events().size() + failed.events().size());
    patiently()
        .until(
            () ->
                readSide.rows("select 1 from sync_errors where organization_id = 'org_fold'").size()
                    == 1);
    patiently()
        .until(
            () ->
                readSide
                    .rows(
                        "select state -> 'anomalies' ->> 'repeated' from sync_logs"
                            + " where organization_id = 'org_fold'")
                    .contains("(" + done.events().size() + ")"));
    assertThat(
            readSide.rows(
                "select status, records_success from sync_logs where organization_id = 'org_fold'"
                    + " order by started_at"))
        .containsExactly("(completed,250)", "(failed,100)");
    assertThat(
            readSide.rows(
                "select id, error_type, error_code, retryable from sync_errors where"
                    + " organization_id = 'org_fold'"))
        .containsExactly(
            "(sync_failed/%d,source_unavailable,HTTP_503,t)".formatted(failed.events().size() - 1));
    assertThat(
            readSide.rows(
                "select consecutive_failures, is_healthy, last_full_sync from sync_state where"
                    + " organization_id = 'org_fold'"))
        .containsExactly("(1,t,\"%s\")".formatted("2026-06-30 12:00:07+00"));
    assertThat(
            readSide.rows(
                "select metric_type, successful_syncs, failed_syncs, error_rate from sync_metrics"
                    + " where organization_id = 'org_fold'"
                    + " order by metric_type"))
        .containsExactly("(daily,1,1,0.5)", "(hourly,1,1,0.5)", "(weekly,1,1,0.5)");
    var first = done.events().getFirst();
    assertThat(
            readSide.rows(
                "select body = '%s'::jsonb from sync_events where organization_id = 'org_fold'"
                        .formatted(new String(EventJson.write(first), StandardCharsets.UTF_8))
                    + " and id = 'sync_done/0'"))
        .containsExactly("(t)");
  }

  @Test
  void reading_the_whole_log_again_changes_nothing() {
    var readSide = started(Map.of());
    var events = manyRuns("org_replay", 6);
    log.append(events);
    awaitEvents(readSide, "org_replay", events.size());
    awaitIdle(readSide);
    var before = dump(readSide);
    var positions = readSide.rows(ViewTables.POSITIONS);

    readSide.close();
    open.remove(readSide);
    readSide.execute("update projection_positions set position = 0");
    var again = alsoStarted(readSide);

    patiently().until(() -> again.rows(ViewTables.POSITIONS).equals(positions));
    assertThat(before.get("sync_events")).isNotEmpty();
    assertThat(dump(again)).isEqualTo(before);
  }

  @Test
  void two_instances_share_the_work_and_one_continues_alone() throws Exception {
    var first = started(Map.of("syncledger.query-api.batch", 10));
    var second = alsoStarted(first);
    var events = manyRuns("org_two", 10);
    int half = events.size() / 2;

    log.append(events.subList(0, half));
    awaitEvents(first, "org_two", half);
    open.remove(first);
    first.close();
    log.append(events.subList(half, events.size()));

    awaitEvents(second, "org_two", events.size());
    awaitIdle(second);
    assertThat(
            second.rows(
                "select 1 from sync_logs where organization_id = 'org_two' and status ="
                    + " 'completed'"))
        .hasSize(10);
  }

  private ReadSide started(Map<String, Object> settings) {
    var readSide = ReadSide.start(settings);
    open.add(readSide);
    return readSide;
  }

  private ReadSide alsoStarted(ReadSide other) {
    var readSide = other.startAnother();
    open.add(readSide);
    return readSide;
  }
}
