package io.syncledger.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.MetricsKey;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that arrive late, twice, out of order or after the end. */
class MisplacedEventsTest {
  private final TopologyHarness topology;

  MisplacedEventsTest(@TempDir Path stateDir) {
    topology = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void a_log_delivered_twice_counts_every_run_once() {
    var run = RunLog.completed("org_1", "sync_1", 300);
    topology.append(run.events());
    var once = topology.healthOf("org_1/cliniko");
    var windows = topology.metrics();
    topology.runs();

    topology.append(run.events());

    assertThat(topology.health()).isEmpty();
    assertThat(topology.metrics()).isEmpty();
    assertThat(once.successfulSyncs()).isEqualTo(1);
    assertThat(windows.values()).allSatisfy(w -> assertThat(w.successfulSyncs()).isEqualTo(1));
    var state = topology.run("sync_1");
    assertThat(state.anomalies().repeated()).isEqualTo(run.events().size());
    assertThat(state.progress()).isEqualTo(run.state().progress());
  }

  @Test
  void an_overtaken_event_is_counted_and_the_run_counts_as_failed() {
    var events = new ArrayList<>(RunLog.completed("org_1", "sync_1", 300).events());
    events.add(4, events.remove(2));

    topology.append(events);

    var state = topology.run("sync_1");
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
    topology.append(RunLog.completed("org_1", "sync_1", 100).events());
    topology.metrics();

    late.events().forEach(event -> topology.append(event, RunLog.NOON.plusSeconds(100)));

    var outcome = RunOutcome.between(null, late.state()).orElseThrow();
    assertThat(topology.metrics().keySet())
        .containsExactlyInAnyOrderElementsOf(
            MetricsKey.windowsOf(outcome).stream().map(MetricsKey::toString).toList());
    assertThat(topology.runs()).containsEntry("sync_late", late.state());
  }

  @Test
  void an_event_after_the_end_reopens_nothing() {
    var run = RunLog.completed("org_1", "sync_1", 100);
    topology.append(run.events());
    topology.runs();
    topology.health();

    topology.append(run.fetched(100, 100).events().getLast());

    var state = topology.run("sync_1");
    assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.anomalies().afterEnd()).isEqualTo(1);
    assertThat(topology.health()).isEmpty();
  }

  @Test
  void an_annotation_of_an_unknown_run_creates_no_run() {
    var annotation =
        RunLog.of("org_1", "sync_old")
            .add(envelope -> new SyncEvent.ErrorResolved(envelope, "sync_old/3", "somebody"))
            .events();

    topology.append(annotation);

    assertThat(topology.runs()).isEmpty();
    assertThat(topology.storeSize(TopologyNames.RUN_STATES)).isZero();
    assertThat(topology.deadLetters()).isEmpty();
  }
}
