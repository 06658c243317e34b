package io.syncledger.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.LogFold;
import io.syncledger.events.fixture.RandomLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties of the folds for random logs. */
class RandomLogPropertiesTest {
  @Property(tries = 1000)
  void the_order_in_which_partitions_are_read_changes_no_byte(@ForAll long seed) {
    var log = log(seed);

    var reread = RandomLog.reread(log, new Random(~seed));

    assertThat(LogFold.of(reread).json()).isEqualTo(LogFold.of(log).json());
  }

  @Property(tries = 1000)
  void every_run_that_ended_counts_once_in_the_hour_day_and_week_of_its_end(@ForAll long seed) {
    var fold = LogFold.of(log(seed));
    var ended = fold.runs().values().stream().filter(run -> run.status().ended()).toList();

    var expected = new HashMap<String, List<RunState>>();
    for (var period : Period.values()) {
      expected.putAll(ended.stream().collect(Collectors.groupingBy(run -> window(run, period))));
    }

    assertThat(fold.metrics().keySet()).isEqualTo(expected.keySet());
    fold.metrics()
        .forEach((key, window) -> assertHolds(window, expected.getOrDefault(key, List.of())));
  }

  private static String window(RunState run, Period period) {
    var start = period.startOf(run.endedAt() == null ? Instant.EPOCH : run.endedAt());
    return run.key() + "/" + period + "/" + start;
  }

  private static void assertHolds(SyncMetrics window, List<RunState> runs) {
    var counted = runs.stream().filter(run -> run.status() != RunStatus.CANCELLED).toList();
    var succeeded = runs.stream().filter(run -> run.status() == RunStatus.COMPLETED).toList();
    assertThat(window.successfulSyncs()).isEqualTo(succeeded.size());
    assertThat(window.failedSyncs()).isEqualTo(counted.size() - succeeded.size());
    assertThat(window.cancelledSyncs()).isEqualTo(runs.size() - counted.size());
    assertThat(window.totalItemsSynced())
        .isEqualTo(sum(succeeded, run -> run.progress().sum(ResourceProgress::stored)));
    assertThat(window.totalDurationMs()).isEqualTo(sum(counted, run -> run.duration().toMillis()));
    assertThat(window.durations().count()).isEqualTo(counted.size());
  }

  private static long sum(List<RunState> runs, ToLongFunction<RunState> figure) {
    return runs.stream().mapToLong(figure).sum();
  }

  @Property(tries = 1000)
  void a_day_is_its_hours_merged_and_a_week_its_days(@ForAll long seed) {
    var metrics = LogFold.of(log(seed)).metrics();

    assertThat(merged(metrics, Period.HOURLY, Period.DAILY)).isEqualTo(of(metrics, Period.DAILY));
    assertThat(merged(metrics, Period.DAILY, Period.WEEKLY)).isEqualTo(of(metrics, Period.WEEKLY));
  }

  private static Map<String, SyncMetrics> of(Map<String, SyncMetrics> metrics, Period period) {
    return metrics.entrySet().stream()
        .filter(entry -> entry.getValue().key().period() == period)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, SyncMetrics> merged(
      Map<String, SyncMetrics> metrics, Period from, Period to) {
    return of(metrics, from).values().stream()
        .map(window -> in(to, window))
        .collect(
            Collectors.toMap(
                window -> window.key().toString(), window -> window, SyncMetrics::merge));
  }

  /** The same metrics under the key of a longer window. */
  private static SyncMetrics in(Period longer, SyncMetrics window) {
    var key = window.key();
    return new SyncMetrics(
        new MetricsKey(
            key.organizationId(), key.service(), longer, longer.startOf(key.periodStart())),
        window.successfulSyncs(),
        window.failedSyncs(),
        window.cancelledSyncs(),
        window.totalItemsSynced(),
        window.totalDurationMs(),
        window.durations(),
        window.lastUpdated());
  }

  @Property(tries = 1000)
  void health_counts_every_run_that_ended_once_and_its_instants_never_go_back(@ForAll long seed) {
    var fold = new LogFold();
    for (var event : log(seed)) {
      var key = event.envelope().key().toString();
      var before = fold.health().get(key);
      fold.apply(event);
      var after = fold.health().get(key);
      if (before != null && after != null) {
        assertThat(after.lastSync()).isAfterOrEqualTo(before.lastSync());
      }
    }

    fold.health()
        .forEach(
            (key, health) ->
                assertThat(
                        health.successfulSyncs() + health.failedSyncs() + health.cancelledSyncs())
                    .isEqualTo(
                        fold.runs().values().stream()
                            .filter(run -> run.status().ended())
                            .filter(run -> run.key().toString().equals(key))
                            .count()));
  }

  @Property(tries = 1000)
  void events_after_the_end_do_not_change_a_proof(@ForAll long seed) {
    LogFold.of(log(seed)).runs().values().stream()
        .filter(run -> run.status() == RunStatus.COMPLETED)
        .forEach(run -> assertThat(Proof.of(run).problems()).isEmpty());
  }

  private static List<SyncEvent> log(long seed) {
    return RandomLog.of("org_", new Random(seed));
  }
}
