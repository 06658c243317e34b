package io.syncledger.query.projection;

import static io.syncledger.events.ErrorType.SOURCE_UNAVAILABLE;
import static io.syncledger.query.fixture.ViewTables.awaitEvents;
import static io.syncledger.query.fixture.ViewTables.awaitIdle;
import static io.syncledger.query.fixture.ViewTables.manyRuns;
import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.query.fixture.ViewTables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The projection continues after failures of the database and despite bad records; on real
 * components.
 */
class ProjectionFailuresTest {
  private final FoldedLogWriter log = new FoldedLogWriter();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(log));

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void a_batch_that_the_database_interrupts_is_written_whole_later() {
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

    log.append(events);
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
  void lost_connections_neither_lose_nor_duplicate_anything() {
    var readSide = started(Map.of("syncledger.query-api.batch", 20));
    var events = manyRuns("org_cut", 12);

    for (int i = 0; i < events.size(); i += 40) {
      log.append(events.subList(i, Math.min(events.size(), i + 40)));
      readSide.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }

    awaitEvents(readSide, "org_cut", events.size());
    awaitIdle(readSide);
    assertThat(
            readSide.rows(
                "select 1 from sync_logs where organization_id = 'org_cut' and status ="
                    + " 'completed'"))
        .hasSize(12);
    assertThat(readSide.rows("select 1 from sync_events where organization_id = 'org_cut'"))
        .hasSize(events.size());
  }

  @Test
  void a_record_that_the_database_refuses_is_skipped_and_recorded() {
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

    log.append(events.subList(0, 3));
    log.send(record);
    log.append(events.subList(3, events.size()));

    awaitEvents(readSide, "org_poison", events.size());
    patiently()
        .until(
            () ->
                readSide
                    .rows("select topic, reason from projection_skips")
                    .contains("(sync.events,\"SQL state 22P05\")"));
  }

  @Test
  void a_record_that_is_not_an_event_is_ignored() {
    var readSide = started(Map.of());
    var events = RunLog.completed("org_noise", "sync_noise", 100).events();

    log.send(new ProducerRecord<>(Topics.EVENTS.name(), "org_noise/cliniko", new byte[] {1, 2}));
    log.send(new ProducerRecord<>(Topics.RUNS.name(), "sync_noise", new byte[] {1, 2}));
    log.append(events);

    awaitEvents(readSide, "org_noise", events.size());
  }

  @Test
  void an_event_with_the_key_of_another_stream_is_in_no_view_and_raises_no_alert() {
    var readSide = started(Map.of());
    var misplaced =
        IntStream.range(0, 4)
            .mapToObj(number -> RunLog.of("org_misplaced", "sync_misplaced" + number).started())
            .flatMap(
                run -> run.page(100, 100).failed(SOURCE_UNAVAILABLE, "HTTP_503").events().stream())
            .toList();
    var events = RunLog.completed("org_host", "sync_host", 100).events();

    misplaced.forEach(event -> log.send(record("org_host/cliniko", event)));
    log.append(events);

    awaitEvents(readSide, "org_host", events.size());
    awaitIdle(readSide);
    for (var table : List.of("sync_events", "data_freshness", "alert_rule_inputs", "sync_alerts")) {
      assertThat(
              readSide.rows(
                  "select 1 from %s where organization_id = 'org_misplaced'".formatted(table)))
          .as(table)
          .isEmpty();
    }
  }

  private static ProducerRecord<String, byte[]> record(String key, SyncEvent event) {
    var headers = new RecordHeaders();
    var name = Topics.EVENTS.name();
    var body = Topics.EVENTS.value().serializer().serialize(name, headers, event);
    return new ProducerRecord<>(name, null, key, body, headers);
  }

  @Test
  void tables_of_another_log_are_not_changed_and_the_service_is_not_ready() throws Exception {
    var readSide = started(Map.of());
    log.append(RunLog.completed("org_wiped", "sync_wiped", 100).events());
    awaitIdle(readSide);
    readSide.close();
    open.remove(readSide);
    var positions = readSide.rows(ViewTables.POSITIONS);
    readSide.execute("update projection_positions set position = position + 1000000000");

    var again = readSide.startAnother();
    open.add(again);
    patiently().until(() -> again.get("/health/readiness").body().contains("failing"));
    assertThat(again.get("/health/readiness").statusCode()).isEqualTo(503);

    again.execute("update projection_positions set position = position - 1000000000");
    patiently().until(() -> again.get("/health/readiness").statusCode() == 200);
    assertThat(again.rows(ViewTables.POSITIONS)).isEqualTo(positions);
  }

  private ReadSide started(Map<String, Object> settings) {
    var readSide = ReadSide.start(settings);
    open.add(readSide);
    return readSide;
  }
}
