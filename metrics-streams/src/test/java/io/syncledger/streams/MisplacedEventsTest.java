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
  private final TopologyHarness pipeline;

  MisplacedEventsTest(@TempDir Path stateDir) {
    pipeline = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void a_log_delivered_twice_counts_every_run_once() {
    var run = RunLog.completed("org_1", "sync_1", 300);
    pipeline.append(run.events());
    var once = pipeline.healthOf("org_1/cliniko");
    var windows = pipeline.metrics();
    pipeline.runs();

    pipeline.append(run.events());

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

    pipeline.append(events);

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
    pipeline.append(RunLog.completed("org_1", "sync_1", 100).events());
    pipeline.metrics();

    late.events().forEach(event -> pipeline.append(event, RunLog.NOON.plusSeconds(100)));

    var outcome = RunOutcome.between(null, late.state()).orElseThrow();
    assertThat(pipeline.metrics().keySet())
        .containsExactlyInAnyOrderElementsOf(
            MetricsKey.windowsOf(outcome).stream().map(MetricsKey::toString).toList());
    assertThat(pipeline.runs()).containsEntry("sync_late", late.state());
  }

  @Test
  void an_event_after_the_end_reopens_nothing() {
    var run = RunLog.completed("org_1", "sync_1", 100);
    pipeline.append(run.events());
    pipeline.runs();
    pipeline.health();

    pipeline.append(run.fetched(100, 100).events().getLast());

    var state = pipeline.run("sync_1");
    assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.anomalies().afterEnd()).isEqualTo(1);
    assertThat(pipeline.health()).isEmpty();
  }

  @Test
  void a_remark_about_a_run_that_is_not_known_makes_no_run() {
    var remark =
        RunLog.of("org_1", "sync_old")
            .add(envelope -> new SyncEvent.ErrorResolved(envelope, "sync_old/3", "somebody"))
            .events();

    pipeline.append(remark);

    assertThat(pipeline.runs()).isEmpty();
    assertThat(pipeline.storeSize(TopologyNames.RUN_STATES)).isZero();
    assertThat(pipeline.deadLetters()).isEmpty();
  }
}
