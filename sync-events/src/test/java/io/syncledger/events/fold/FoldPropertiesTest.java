package io.syncledger.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.DelayReason;
import io.syncledger.events.ErrorType;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.EventJson;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class FoldPropertiesTest {
  @Property(tries = 300)
  void progress_never_goes_back_and_is_100_only_when_completed(
      @ForAll("mixedUp") List<SyncEvent> log) {
    RunState state = null;
    double before = 0;
    for (var event : log) {
      state = RunState.apply(state, event);
      assertThat(state.progressPercentage()).isBetween(before, 100.0);
      assertThat(state.progressPercentage() == 100)
          .isEqualTo(state.status() == RunStatus.COMPLETED);
      before = state.progressPercentage();
    }
  }

  @Property(tries = 300)
  void a_completed_run_is_always_proven_and_ends_once(@ForAll("mixedUp") List<SyncEvent> log) {
    RunState state = null;
    int outcomes = 0;
    for (var event : log) {
      var next = RunState.apply(state, event);
      outcomes += RunOutcome.between(state, next).isPresent() ? 1 : 0;
      state = next;
    }
    var run = RunLog.fold(log);
    assertThat(outcomes).isEqualTo(run.status().ended() ? 1 : 0);
    if (run.status() == RunStatus.COMPLETED) {
      assertThat(Proof.of(run).problems()).isEmpty();
      assertThat(run.progress().sum(ResourceProgress::fetched))
          .isEqualTo(run.progress().sum(ResourceProgress::processed));
    }
  }

  @Property(tries = 300)
  void a_run_that_waits_is_never_expected_to_end_before_the_wait(
      @ForAll("mixedUp") List<SyncEvent> log) {
    RunState state = null;
    for (var event : log) {
      state = RunState.apply(state, event);
      var end = ProgressSummary.of(state).estimatedCompletion();
      if (state.delay() != null && end != null) {
        assertThat(end).isAfterOrEqualTo(state.delay().until());
      }
    }
  }

  @Property(tries = 300)
  void a_state_survives_its_json(@ForAll("mixedUp") List<SyncEvent> log) {
    var state = RunLog.fold(log);

    assertThat(EventJson.read(EventJson.write(state), RunState.class)).isEqualTo(state);
  }

  @Property(tries = 200)
  void metrics_do_not_depend_on_the_order_of_runs(@ForAll("outcomes") List<RunOutcome> runs) {
    assertThat(metrics(runs.reversed())).isEqualTo(metrics(runs));
  }

  @Property(tries = 200)
  void a_quantile_is_within_its_error_bound_of_a_true_one(
      @ForAll List<@IntRange(min = 1, max = 3_600_000) Integer> durations) {
    var sketch = DurationSketch.EMPTY;
    for (int duration : durations) {
      sketch = sketch.add(java.time.Duration.ofMillis(duration));
    }
    var sorted = durations.stream().sorted().toList();
    for (double share : new double[] {0.5, 0.95}) {
      if (sorted.isEmpty()) {
        assertThat(sketch.quantileMs(share)).isZero();
      } else {
        double exact = sorted.get((int) Math.floor(share * (sorted.size() - 1)));
        assertThat((double) sketch.quantileMs(share))
            .isBetween(
                exact * (1 - DurationSketch.RELATIVE_ERROR) - 0.5,
                exact * (1 + DurationSketch.RELATIVE_ERROR) + 0.5);
      }
    }
  }

  @Property(tries = 200)
  void page_ranges_are_the_set_of_pages(@ForAll List<@IntRange(min = 1, max = 40) Integer> pages) {
    var ranges = PageRanges.EMPTY;
    for (int page : pages) {
      ranges = ranges.add(page);
    }
    var distinct = pages.stream().distinct().toList();
    assertThat(ranges.count()).isEqualTo(distinct.size());
    assertThat(ranges.repeated()).isEqualTo(pages.size() - distinct.size());
    var missing = new ArrayList<Integer>();
    for (int page = 1; page <= 40; page++) {
      assertThat(ranges.contains(page)).isEqualTo(distinct.contains(page));
      if (!distinct.contains(page)) {
        missing.add(page);
      }
    }
    assertThat(ranges.missing(40, 100)).isEqualTo(missing);
  }

  private static List<SyncMetrics> metrics(List<RunOutcome> runs) {
    var windows = new java.util.TreeMap<String, SyncMetrics>();
    for (var run : runs) {
      for (var key : MetricsKey.windowsOf(run)) {
        windows.compute(key.toString(), (_, before) -> SyncMetrics.add(before, key, run));
      }
    }
    return List.copyOf(windows.values());
  }

  /** The events of a run, some of them repeated, lost or late. */
  @Provide
  Arbitrary<List<SyncEvent>> mixedUp() {
    var perturbations =
        Arbitraries.integers()
            .between(0, 40)
            .flatMap(at -> Arbitraries.of(0, 1, 2).map(kind -> Tuple.of(at, kind)))
            .list()
            .ofMaxSize(3);
    return Combinators.combine(logs(), perturbations)
        .as(
            (events, changes) -> {
              var log = new ArrayList<>(events);
              for (var change : changes) {
                int at = change.get1() % log.size();
                switch (change.get2()) {
                  case 0 -> log.add(at, log.get(log.size() / 2));
                  case 1 -> log.add(log.get(at));
                  default -> {
                    if (log.size() > 1) {
                      log.remove(at);
                    }
                  }
                }
              }
              return List.copyOf(log);
            });
  }

  private static Arbitrary<List<SyncEvent>> logs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1000),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(-1L, 0L, 500L, 2000L))
        .as((patients, end, expected) -> log(patients, end, expected).events());
  }

  /** A run; one with expected records announces them, waits, and misses some. */
  private static RunLog log(int patients, int end, long expected) {
    var log = RunLog.of("org_1", "sync_1").started();
    if (expected < 0) {
      return ended(log.allPages(patients), end);
    }
    var businesses = new PlannedResource("businesses", expected);
    log.planned(businesses, new PlannedResource("patients", expected == 0 ? null : expected))
        .pageOf("businesses", 1, 1, patients % 7, patients % 7)
        .delayed(DelayReason.RATE_LIMITED, patients % 5)
        .allPages(patients)
        .vanished("patients", "82");
    var ended = ended(log, end);
    return end == 1 ? ended.retryScheduled(2, 4) : ended;
  }

  private static RunLog ended(RunLog log, int end) {
    return switch (end) {
      case 0 -> log.completed();
      case 1 -> log.failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
      case 2 -> log.cancelled();
      default -> log;
    };
  }

  @Provide
  Arbitrary<List<RunOutcome>> outcomes() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 20L * 24 * 3600),
            Arbitraries.integers().between(0, 300),
            Arbitraries.integers().between(0, 2))
        .as(
            (second, patients, end) -> {
              var log =
                  RunLog.of("org_1", "cliniko", "sync_" + second, RunLog.NOON.plusSeconds(second))
                      .started()
                      .allPages(patients);
              return RunOutcome.between(null, ended(log, end).state()).orElseThrow();
            })
        .list()
        .ofMaxSize(30);
  }
}
