package io.syncledger.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.DelayReason;
import io.syncledger.events.ErrorType;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.Anomalies;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.SyncMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTopologyTest {
  private final TopologyHarness topology;

  SyncTopologyTest(@TempDir Path stateDir) {
    topology = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void the_topology_is_the_one_that_was_reviewed() throws Exception {
    var expected = Files.readString(Path.of("src/test/resources/expected-topology.txt"));

    assertThat(SyncTopology.build(TopologyHarness.RETENTION).describe().toString())
        .isEqualToNormalizingNewlines(expected);
  }

  @Test
  void a_run_becomes_its_fold_with_health_and_three_windows() {
    var run = RunLog.completed("org_1", "sync_1", 648);

    topology.append(run.events());

    var outcome = RunOutcome.between(null, run.state()).orElseThrow();
    assertThat(topology.runs()).containsOnly(Map.entry("sync_1", run.state()));
    assertThat(topology.health())
        .containsOnly(Map.entry("org_1/cliniko", Health.apply(null, outcome)));
    var metrics = topology.metrics();
    assertThat(metrics).hasSize(3);
    for (var window : MetricsKey.windowsOf(outcome)) {
      assertThat(metrics).containsEntry(window.toString(), SyncMetrics.add(null, window, outcome));
    }
    assertThat(topology.deadLetters()).isEmpty();
  }

  @Test
  void a_run_with_a_plan_waits_and_vanished_records_is_folded_like_any_other_also_after_its_end() {
    var run =
        RunLog.of("org_1", "sync_1")
            .started()
            .planned(new PlannedResource("businesses", 2L), new PlannedResource("patients", null))
            .pageOf("businesses", 1, 1, 2, 2)
            .delayed(DelayReason.RATE_LIMITED, 5)
            .page(100, 200)
            .vanished("patients", "82")
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
            .retryScheduled(2, 4);

    topology.append(run.events());

    var state = topology.run("sync_1");
    assertThat(state).isEqualTo(run.state());
    assertThat(state.anomalies()).isEqualTo(Anomalies.NONE);
    assertThat(state.retry()).isNotNull();
    assertThat(topology.healthOf("org_1/cliniko").failedSyncs()).isEqualTo(1);
    assertThat(topology.deadLetters()).isEmpty();
  }

  @Test
  void every_event_is_seen_at_once_and_at_its_own_time() {
    var run = RunLog.completed("org_1", "sync_1", 200);

    topology.append(run.events());

    var records = topology.runRecords();
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

    topology.append(first.events());
    topology.append(second.events());

    var health = topology.healthOf("org_1/cliniko");
    assertThat(health.successfulSyncs()).isEqualTo(1);
    assertThat(health.failedSyncs()).isEqualTo(1);
    assertThat(health.consecutiveFailures()).isEqualTo(1);
    assertThat(topology.metrics().values())
        .hasSize(3)
        .allSatisfy(window -> assertThat(window.totalSyncs()).isEqualTo(2));
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
          topology.append(run.events().get(i));
        }
      }
    }

    var states = topology.runs();
    for (var run : runs) {
      assertThat(states).containsEntry(run.state().syncId().toString(), run.state());
    }
    assertThat(topology.health())
        .hasEntrySatisfying(
            "org_1/cliniko", health -> assertThat(health.successfulSyncs()).isEqualTo(2))
        .hasEntrySatisfying(
            "org_2/cliniko", health -> assertThat(health.credentialsValid()).isFalse())
        .hasEntrySatisfying(
            "org_2/todoist", health -> assertThat(health.cancelledSyncs()).isEqualTo(1));
  }

  @Test
  void the_same_sync_id_in_two_organizations_is_two_runs() {
    topology.append(RunLog.completed("org_1", "sync_1", 100).events());
    topology.append(RunLog.failed("org_2", "sync_1", ErrorType.RATE_LIMITED, "HTTP_429").events());

    assertThat(topology.health())
        .hasEntrySatisfying(
            "org_1/cliniko", health -> assertThat(health.successfulSyncs()).isEqualTo(1))
        .hasEntrySatisfying(
            "org_2/cliniko", health -> assertThat(health.failedSyncs()).isEqualTo(1));
    assertThat(topology.storeSize(TopologyNames.RUN_STATES)).isEqualTo(2);
  }

  @Test
  void the_trace_of_an_event_is_passed_on_and_its_other_headers_are_not() {
    var event = RunLog.of("org_1", "sync_1").started().events().getFirst();
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var headers = new RecordHeaders();
    headers.add("traceparent", trace.getBytes(StandardCharsets.UTF_8));

    topology.send(new TestRecord<>("org_1/cliniko", event, headers, RunLog.NOON));

    var published = topology.runRecords().getFirst().headers();
    assertThat(published).hasSize(1);
    assertThat(published.lastHeader("traceparent").value()).asString().isEqualTo(trace);
  }
}
