package io.syncledger.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant JUST_BEFORE =
      RunLog.NOON.plus(TopologyHarness.RETENTION).minus(Duration.ofMinutes(5));
  private static final Instant AFTER =
      RunLog.NOON.plus(TopologyHarness.RETENTION).plus(Duration.ofMinutes(5));

  private final TopologyHarness topology;

  RetentionTest(@TempDir Path stateDir) {
    topology = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void a_run_is_retained_for_the_retention_and_then_purged() {
    topology.append(RunLog.completed("org_1", "sync_old", 100).events());

    startedAt(JUST_BEFORE, "sync_a");
    assertThat(topology.storeSize(TopologyNames.RUN_STATES)).isEqualTo(2);

    startedAt(AFTER, "sync_b");
    assertThat(topology.storeSize(TopologyNames.RUN_STATES)).isEqualTo(2);
    assertThat(topology.storeSize(TopologyNames.RUN_EXPIRIES)).isEqualTo(2);
  }

  @Test
  void a_run_with_a_recent_event_is_retained() {
    var slow = RunLog.of("org_1", "cliniko", "sync_slow", RunLog.NOON).started();
    topology.append(slow.events());
    startedAt(JUST_BEFORE, "sync_a");
    var later =
        RunLog.of("org_1", "cliniko", "sync_slow", JUST_BEFORE)
            .started()
            .fetched(100, 100)
            .events();
    topology.append(later.getLast());

    startedAt(AFTER, "sync_b");

    topology.append(
        RunLog.of("org_1", "cliniko", "sync_slow", AFTER)
            .started()
            .fetched(100, 100)
            .cancelled()
            .events()
            .getLast());
    var run = topology.run("sync_slow");
    assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.startedAt()).isEqualTo(RunLog.NOON);
  }

  @Test
  void one_purge_does_a_bounded_amount_of_work_and_the_next_continues() {
    int runs = ExpiringStateStore.PURGE_BATCH_SIZE + 10;
    for (int i = 0; i < runs; i++) {
      startedAt(RunLog.NOON, "sync_" + i);
    }

    startedAt(AFTER, "sync_x");
    assertThat(topology.storeSize(TopologyNames.RUN_STATES)).isEqualTo(11);

    startedAt(AFTER.plus(ExpiringStateStore.PURGE_INTERVAL), "sync_y");
    assertThat(topology.storeSize(TopologyNames.RUN_STATES)).isEqualTo(2);
  }

  @Test
  void a_window_is_purged_a_week_after_its_last_run() {
    topology.append(RunLog.completed("org_1", "sync_old", 100).events());

    startedAt(AFTER, "sync_a");
    assertThat(topology.storeSize(TopologyNames.SYNC_METRICS)).isEqualTo(3);

    startedAt(AFTER.plus(Duration.ofDays(7)), "sync_b");
    assertThat(topology.storeSize(TopologyNames.SYNC_METRICS)).isZero();
    assertThat(topology.storeSize(TopologyNames.METRIC_EXPIRIES)).isZero();
  }

  @Test
  void an_emitter_whose_clock_runs_ahead_does_not_end_the_retention_of_others() {
    topology.append(RunLog.of("org_1", "sync_1").started().events());
    var future = RunLog.NOON.plus(Duration.ofDays(36500));

    topology.append(
        RunLog.of("org_2", "cliniko", "sync_ahead", future).started().events().getFirst(),
        RunLog.NOON.plusSeconds(1));

    startedAt(RunLog.NOON.plusSeconds(2), "sync_2");
    assertThat(topology.storeSize(TopologyNames.RUN_STATES)).isEqualTo(3);
    assertThat(topology.deadLetters()).isEmpty();
  }

  @Test
  void an_expired_run_is_ignored_even_before_it_is_purged() {
    int runs = ExpiringStateStore.PURGE_BATCH_SIZE + 10;
    for (int i = 0; i < runs; i++) {
      startedAt(RunLog.NOON, "sync_" + (1_000_000 + i));
    }
    startedAt(AFTER, "sync_x");
    topology.runs();
    var last = "sync_" + (1_000_000 + runs - 1); // the purge has left it over

    var page = RunLog.of("org_1", "cliniko", last, AFTER).started().fetched(9, 9).events();
    topology.append(page.getLast());

    assertThat(topology.run(last)).isEqualTo(RunLog.fold(page.subList(1, 2)));
  }

  @Test
  void a_run_that_ends_in_a_week_long_closed_is_ended_but_counts_in_no_window() {
    var slow = RunLog.of("org_1", "cliniko", "sync_slow", RunLog.NOON).started();
    topology.append(slow.events());
    var alive = RunLog.of("org_1", "cliniko", "sync_slow", JUST_BEFORE).started().fetched(9, 9);
    topology.append(alive.events().getLast());
    startedAt(AFTER.plus(Duration.ofDays(7)), "sync_b");
    topology.runs();

    var end = slow.fetched(9, 9).cancelled().events().getLast();
    topology.append(end, AFTER.plus(Duration.ofDays(7)));

    assertThat(topology.run("sync_slow").status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(topology.healthOf("org_1/cliniko").cancelledSyncs()).isEqualTo(1);
    assertThat(topology.metrics()).isEmpty();
    assertThat(topology.deadLetters()).hasSize(1);
  }

  private void startedAt(Instant at, String syncId) {
    topology.append(RunLog.of("org_1", "cliniko", syncId, at).started().events());
  }
}
