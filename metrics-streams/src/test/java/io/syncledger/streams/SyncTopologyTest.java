package io.syncledger.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.events.fold.SyncMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTopologyTest {
  private final Pipeline pipeline;

  SyncTopologyTest(@TempDir Path stateDir) {
    pipeline = new Pipeline(stateDir);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void the_topology_is_the_one_that_was_reviewed() throws Exception {
    var expected = Files.readString(Path.of("src/test/resources/expected-topology.txt"));

    assertThat(SyncTopology.build(Pipeline.RETENTION).describe().toString())
        .isEqualToNormalizingNewlines(expected);
  }

  @Test
  void a_run_becomes_its_fold_with_health_and_three_windows() {
    var run = RunLog.completed("org_1", "sync_1", 648);

    pipeline.say(run.events());

    var outcome = RunOutcome.between(null, run.state()).orElseThrow();
    assertThat(pipeline.runs()).containsOnly(Map.entry("sync_1", run.state()));
    assertThat(pipeline.health())
        .containsOnly(Map.entry("org_1/cliniko", Health.apply(null, outcome)));
    var metrics = pipeline.metrics();
    assertThat(metrics).hasSize(3);
    for (var window : MetricsKey.of(outcome)) {
      assertThat(metrics).containsEntry(window.toString(), SyncMetrics.add(null, window, outcome));
    }
    assertThat(pipeline.deadLetters()).isEmpty();
  }

  @Test
  void every_event_is_seen_at_once_and_at_its_own_time() {
    var run = RunLog.completed("org_1", "sync_1", 200);

    pipeline.say(run.events());

    var records = pipeline.runRecords();
    assertThat(records).hasSameSizeAs(run.events());
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i).value()).isEqualTo(RunLog.fold(run.events().subList(0, i + 1)));
      assertThat(records.get(i).getRecordTime())
          .isEqualTo(run.events().get(i).envelope().occurredAt());
    }
  }

  @Test
  void a_second_run_of_the_same_service_adds_to_its_health_and_windows() {
    var first = RunLog.completed("org_1", "sync_1", 100);
    var second =
        RunLog.of("org_1", "cliniko", "sync_2", RunLog.NOON.plusSeconds(60))
            .started()
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");

    pipeline.say(first.events());
    pipeline.say(second.events());

    var health = pipeline.healthOf("org_1/cliniko");
    assertThat(health.successfulSyncs()).isEqualTo(1);
    assertThat(health.failedSyncs()).isEqualTo(1);
    assertThat(health.consecutiveFailures()).isEqualTo(1);
    assertThat(pipeline.metrics().values())
        .hasSize(3)
        .allSatisfy(window -> assertThat(window.totalSyncs()).isEqualTo(2));
  }

  @Test
  void a_log_delivered_twice_counts_every_run_once() {
    var run = RunLog.completed("org_1", "sync_1", 300);
    pipeline.say(run.events());
    var once = pipeline.healthOf("org_1/cliniko");
    var windows = pipeline.metrics();
    pipeline.runs();

    pipeline.say(run.events());

    assertThat(pipeline.health()).isEmpty();
    assertThat(pipeline.metrics()).isEmpty();
    assertThat(once.successfulSyncs()).isEqualTo(1);
    assertThat(windows.values()).allSatisfy(w -> assertThat(w.successfulSyncs()).isEqualTo(1));
    var state = pipeline.run("sync_1");
    assertThat(state.anomalies().repeated()).isEqualTo(run.events().size());
    assertThat(state.work()).isEqualTo(run.state().work());
  }

  @Test
  void an_event_that_was_overtaken_is_counted_and_the_run_is_not_believed() {
    var events = new ArrayList<>(RunLog.completed("org_1", "sync_1", 300).events());
    events.add(4, events.remove(2));

    pipeline.say(events);

    var state = pipeline.run("sync_1");
    assertThat(state).isEqualTo(RunLog.fold(events));
    assertThat(state.anomalies().repeated()).isEqualTo(1);
    assertThat(state.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void a_late_event_corrects_the_past_hour_and_not_the_present() {
    var late =
        RunLog.of("org_1", "cliniko", "sync_late", RunLog.NOON.minusSeconds(7200))
            .started()
            .allPages(100)
            .completed();
    pipeline.say(RunLog.completed("org_1", "sync_1", 100).events());
    pipeline.metrics();

    late.events().forEach(event -> pipeline.say(event, RunLog.NOON.plusSeconds(100)));

    var outcome = RunOutcome.between(null, late.state()).orElseThrow();
    assertThat(pipeline.metrics().keySet())
        .containsExactlyInAnyOrderElementsOf(
            MetricsKey.of(outcome).stream().map(MetricsKey::toString).toList());
    assertThat(pipeline.runs()).containsEntry("sync_late", late.state());
  }

  @Test
  void an_event_after_the_end_reopens_nothing() {
    var run = RunLog.completed("org_1", "sync_1", 100);
    pipeline.say(run.events());
    pipeline.runs();
    pipeline.health();

    pipeline.say(run.fetched(100, 100).events().getLast());

    var state = pipeline.run("sync_1");
    assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.anomalies().afterEnd()).isEqualTo(1);
    assertThat(pipeline.health()).isEmpty();
  }

  @Test
  void interleaved_runs_of_two_organizations_and_services_do_not_touch_each_other() {
    var runs =
        List.of(
            RunLog.completed("org_1", "sync_1", 200),
            RunLog.completed("org_1", "sync_2", 300),
            RunLog.failed("org_2", "sync_3", ErrorType.AUTHENTICATION_FAILED, "HTTP_401"),
            RunLog.of("org_2", "todoist", "sync_4", RunLog.NOON).started().cancelled());

    for (int i = 0; i < 10; i++) {
      for (var run : runs) {
        if (i < run.events().size()) {
          pipeline.say(run.events().get(i));
        }
      }
    }

    var states = pipeline.runs();
    for (var run : runs) {
      assertThat(states).containsEntry(run.state().syncId().toString(), run.state());
    }
    assertThat(pipeline.health())
        .hasEntrySatisfying(
            "org_1/cliniko", health -> assertThat(health.successfulSyncs()).isEqualTo(2))
        .hasEntrySatisfying(
            "org_2/cliniko", health -> assertThat(health.credentialsValid()).isFalse())
        .hasEntrySatisfying(
            "org_2/todoist", health -> assertThat(health.cancelledSyncs()).isEqualTo(1));
  }

  @Test
  void the_same_sync_id_in_two_organizations_is_two_runs() {
    pipeline.say(RunLog.completed("org_1", "sync_1", 100).events());
    pipeline.say(RunLog.failed("org_2", "sync_1", ErrorType.RATE_LIMITED, "HTTP_429").events());

    assertThat(pipeline.health())
        .hasEntrySatisfying(
            "org_1/cliniko", health -> assertThat(health.successfulSyncs()).isEqualTo(1))
        .hasEntrySatisfying(
            "org_2/cliniko", health -> assertThat(health.failedSyncs()).isEqualTo(1));
    assertThat(pipeline.stored(SyncTopology.RUN_STATES)).isEqualTo(2);
  }

  @Test
  void the_trace_of_an_event_goes_on_and_its_other_headers_do_not() {
    var event = RunLog.of("org_1", "sync_1").started().events().getFirst();
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var headers = new RecordHeaders();
    headers.add("traceparent", trace.getBytes(StandardCharsets.UTF_8));

    pipeline.send(new TestRecord<>("org_1/cliniko", event, headers, RunLog.NOON));

    var said = pipeline.runRecords().getFirst().headers();
    assertThat(said).hasSize(1);
    assertThat(said.lastHeader("traceparent").value()).asString().isEqualTo(trace);
  }

  @Test
  void a_remark_about_a_run_that_is_not_known_makes_no_run() {
    var remark =
        RunLog.of("org_1", "sync_old")
            .add(envelope -> new SyncEvent.ErrorResolved(envelope, "sync_old/3", "somebody"))
            .events();

    pipeline.say(remark);

    assertThat(pipeline.runs()).isEmpty();
    assertThat(pipeline.stored(SyncTopology.RUN_STATES)).isZero();
    assertThat(pipeline.deadLetters()).isEmpty();
  }
}
