package io.syncledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.fixture.FoldedLog;
import io.syncledger.query.fixture.ReadSide;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing lost, nothing twice, whatever happens to the projector, on real components. */
class ProjectionTest {
  private static final List<String> TABLES =
      List.of("sync_logs", "sync_state", "sync_metrics", "sync_events", "sync_errors");

  private static final String POSITIONS =
      "select topic, partition, position from projection_positions order by 1, 2";

  private final FoldedLog log = new FoldedLog();
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

    log.say(done.events());
    log.say(failed.events());
    log.say(done.events()); // delivered again

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
                "select body = '%s'::jsonb from sync_events where id = 'sync_done/0'"
                    .formatted(new String(EventJson.write(first), StandardCharsets.UTF_8))))
        .containsExactly("(t)");
  }

  @Test
  void reading_the_whole_log_again_changes_nothing() {
    var readSide = started(Map.of());
    var events = manyRuns("org_replay", 6);
    log.say(events);
    awaitEvents(readSide, "org_replay", events.size());
    awaitStill(readSide);
    var before = dump(readSide);
    var positions = readSide.rows(POSITIONS);

    readSide.close();
    open.remove(readSide);
    readSide.execute("update projection_positions set position = 0");
    var again = alsoStarted(readSide);

    patiently().until(() -> again.rows(POSITIONS).equals(positions));
    assertThat(before.get("sync_events")).isNotEmpty();
    assertThat(dump(again)).isEqualTo(before);
  }

  @Test
  void a_batch_that_the_database_breaks_off_is_written_whole_later() {
    var readSide = started(Map.of());
    // A failure that passes, as of a server that is shut down: everything up to it is rolled back.
    readSide.execute(
        """
        create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'not now' using errcode = '57P01'; end $$;
        create trigger refuse before insert on sync_events
          for each row when (new.sync_id = 'sync_broken') execute function refuse()
        """);
    var events = new ArrayList<>(manyRuns("org_broken", 3));
    events.addAll(RunLog.completed("org_broken", "sync_broken", 300).events());

    log.say(events);
    patiently()
        .untilAsserted(
            () -> {
              var readiness = readSide.get("/health/readiness");
              assertThat(readiness.statusCode()).isEqualTo(503);
            });
    readSide.execute("drop trigger refuse on sync_events");

    awaitEvents(readSide, "org_broken", events.size());
    patiently()
        .untilAsserted(
            () -> assertThat(readSide.get("/health/readiness").statusCode()).isEqualTo(200));
  }

  @Test
  void lost_connections_lose_and_double_nothing() {
    var readSide = started(Map.of("syncledger.query-api.batch", 20));
    var events = manyRuns("org_cut", 12);

    for (int i = 0; i < events.size(); i += 40) {
      log.say(events.subList(i, Math.min(events.size(), i + 40)));
      readSide.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    awaitEvents(readSide, "org_cut", events.size());
    awaitStill(readSide);
    assertThat(
            readSide.rows(
                "select 1 from sync_logs where organization_id = 'org_cut' and status ="
                    + " 'completed'"))
        .hasSize(12);
    assertThat(readSide.rows("select 1 from sync_events where organization_id = 'org_cut'"))
        .hasSize(events.size());
  }

  @Test
  void two_instances_share_the_work_and_one_goes_on_alone() throws Exception {
    var first = started(Map.of("syncledger.query-api.batch", 10));
    var second = alsoStarted(first);
    var events = manyRuns("org_two", 10);
    int half = events.size() / 2;

    log.say(events.subList(0, half));
    awaitEvents(first, "org_two", half);
    open.remove(first);
    first.close();
    log.say(events.subList(half, events.size()));

    awaitEvents(second, "org_two", events.size());
    awaitStill(second);
    assertThat(
            second.rows(
                "select 1 from sync_logs where organization_id = 'org_two' and status ="
                    + " 'completed'"))
        .hasSize(10);
  }

  @Test
  void a_record_that_the_database_refuses_stops_nobody_and_is_on_record() {
    var readSide = started(Map.of());
    var bad = RunLog.of("org_poison", "sync_bad").started().events().getFirst();
    var text =
        new String(EventJson.write(bad), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"x\":\"\\\\u0000\",");
    var headers = new HashMap<>(Map.of("ce_type", "syncledger.SyncStarted.v1"));
    var record =
        new ProducerRecord<>(
            Topics.EVENTS.name(), "org_poison/cliniko", text.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    var events = RunLog.completed("org_poison", "sync_good", 300).events();

    log.say(events.subList(0, 3));
    log.send(record);
    log.say(events.subList(3, events.size()));

    awaitEvents(readSide, "org_poison", events.size());
    patiently()
        .until(
            () ->
                readSide
                    .rows("select topic, reason from projection_skips")
                    .contains("(sync.events,\"SQL state 22P05\")"));
  }

  @Test
  void what_is_no_event_is_passed_over() {
    var readSide = started(Map.of());
    var events = RunLog.completed("org_noise", "sync_noise", 100).events();

    log.send(new ProducerRecord<>(Topics.EVENTS.name(), "org_noise/cliniko", new byte[] {1, 2}));
    log.send(new ProducerRecord<>(Topics.RUNS.name(), "sync_noise", new byte[] {1, 2}));
    log.say(events);

    awaitEvents(readSide, "org_noise", events.size());
  }

  private ReadSide started(Map<String, Object> settings) {
    var readSide = ReadSide.start(settings);
    open.add(readSide);
    return readSide;
  }

  private ReadSide alsoStarted(ReadSide other) {
    var readSide = other.again();
    open.add(readSide);
    return readSide;
  }

  private static List<SyncEvent> manyRuns(String organization, int runs) {
    var events = new ArrayList<SyncEvent>();
    for (int i = 0; i < runs; i++) {
      events.addAll(
          RunLog.of(
                  organization,
                  "cliniko",
                  "sync_" + organization + "_" + i,
                  RunLog.NOON.plusSeconds(60L * i))
              .started()
              .allPages(500)
              .completed()
              .events());
    }
    return events;
  }

  private static Map<String, List<String>> dump(ReadSide readSide) {
    var dump = new HashMap<String, List<String>>();
    for (var table : TABLES) {
      dump.put(table, readSide.rows("select * from " + table + " order by 1, 2, 3, 4"));
    }
    return dump;
  }

  private static void awaitEvents(ReadSide readSide, String organization, int count) {
    patiently()
        .until(
            () ->
                readSide
                        .rows(
                            "select 1 from sync_events where organization_id = '%s'"
                                .formatted(organization))
                        .size()
                    == count);
  }

  /** Until all topics have been read to the same positions for a while. */
  private static void awaitStill(ReadSide readSide) {
    patiently()
        .during(Duration.ofSeconds(2))
        .until(
            new Callable<>() {
              private List<String> before = List.of();

              @Override
              public Boolean call() {
                var now = readSide.rows(POSITIONS);
                boolean still = now.equals(before);
                before = now;
                return still;
              }
            });
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200));
  }
}
