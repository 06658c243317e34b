package io.syncledger.events.alert;

import static io.syncledger.events.alert.AlertHistory.noon;
import static io.syncledger.events.alert.AlertHistory.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.DelayReason;
import io.syncledger.events.ErrorType;
import io.syncledger.events.Rejection;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.wire.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Properties of the alerts for random logs of runs that succeed, fail, hang, wait and overlap. */
class AlertPropertiesTest {
  private static final Thresholds HELD =
      new Thresholds(
          300,
          60,
          1800,
          3,
          null,
          3600,
          2,
          0.2,
          5,
          600,
          2,
          0.01,
          0,
          new TreeMap<>(Map.of("stale_data", 600L, "consecutive_failures", 90L, "stuck_sync", 45L)),
          new TreeSet<>());

  @Property(tries = 200)
  void evaluating_more_often_changes_no_episode(
      @ForAll("logs") List<SyncEvent> log, @ForAll Random random, @ForAll boolean held) {
    var thresholds = held ? HELD : AlertHistory.DEFAULTS;
    var end = end(log);
    var once = new AlertHistory(thresholds).apply(log).advanceTo(end);
    var often = new AlertHistory(thresholds);
    for (int i = 0; i < log.size(); i++) {
      often.apply(log.get(i));
      var next = i + 1 < log.size() ? log.get(i + 1).envelope().occurredAt() : end;
      looks(log.get(i).envelope().occurredAt(), next, random).forEach(often::advanceTo);
    }
    often.advanceTo(end);

    assertThat(often.episodes()).isEqualTo(once.episodes());
    assertThat(often.alerting()).isEqualTo(once.alerting());
  }

  /** Up to three instants in order, before the next event. */
  private static List<Instant> looks(Instant from, Instant before, Random random) {
    long millis = Duration.between(from, before).toMillis();
    return random
        .longs(millis > 0 ? random.nextInt(4) : 0, 0, Math.max(1, millis))
        .sorted()
        .mapToObj(from::plusMillis)
        .toList();
  }

  @Property(tries = 200)
  void a_redelivered_event_changes_no_episode(
      @ForAll("logs") List<SyncEvent> log, @ForAll Random random) {
    var once = AlertHistory.of(log).advanceTo(end(log));
    var again = new AlertHistory(AlertHistory.DEFAULTS);
    for (int i = 0; i < log.size(); i++) {
      again.apply(log.get(i));
      for (int repeats = random.nextInt(3); repeats > 0; repeats--) {
        again.apply(log.get(random.nextInt(i + 1)));
      }
    }

    assertThat(again.advanceTo(end(log)).episodes()).isEqualTo(once.episodes());
  }

  @Property(tries = 200)
  void an_episode_only_advances_and_the_next_one_has_the_next_number(
      @ForAll("logs") List<SyncEvent> log, @ForAll boolean held) {
    var thresholds = held ? HELD : AlertHistory.DEFAULTS;
    var latest = new HashMap<String, Alert>();
    ServiceAlerts alerting = null;
    for (var event : log) {
      for (var step : ServiceAlerts.apply(alerting, event, thresholds).stream().toList()) {
        step.changed().forEach(alert -> follows(latest.put(alert.fingerprint(), alert), alert));
        alerting = step.after();
      }
    }
  }

  private static void follows(@Nullable Alert before, Alert alert) {
    if (before == null || before.state() == AlertState.RESOLVED) {
      assertThat(alert.episode()).isEqualTo(before == null ? 1 : before.episode() + 1);
      assertThat(alert.state()).isNotEqualTo(AlertState.RESOLVED);
    } else {
      assertThat(alert.episode()).isEqualTo(before.episode());
      assertThat(alert.state()).isGreaterThanOrEqualTo(before.state());
    }
    assertThat(alert.startsAt() != null)
        .isEqualTo(
            alert.state() == AlertState.FIRING
                || (before != null
                    && before.episode() == alert.episode()
                    && before.startsAt() != null));
  }

  @Property(tries = 300)
  void a_result_does_not_change_before_the_time_that_it_names(
      @ForAll("logs") List<SyncEvent> log, @ForAll Random random) {
    var input = AlertHistory.of(log).alerting().input();
    var now = last(log).plusMillis(random.nextLong(1, 40L * 3600 * 1000));
    for (var rule : Rule.values()) {
      var result = RuleEvaluator.evaluate(rule, input, AlertHistory.DEFAULTS, now);
      var change = result.nextChangeAt();
      assertThat(change == null || change.isAfter(now)).isTrue();
      var until = change == null ? now.plus(Duration.ofDays(60)) : change;
      random
          .longs(5, 0, Duration.between(now, until).toMillis())
          .mapToObj(now::plusMillis)
          .forEach(
              then ->
                  same(result, RuleEvaluator.evaluate(rule, input, AlertHistory.DEFAULTS, then)));
    }
  }

  private static void same(RuleResult result, RuleResult later) {
    assertThat(later).isEqualTo(result);
  }

  @Property(tries = 200)
  void the_input_stays_bounded_and_survives_its_json(@ForAll("logs") List<SyncEvent> log) {
    var alerting = AlertHistory.of(log).advanceTo(end(log)).alerting();
    var input = alerting.input();

    assertThat(input.live()).hasSizeLessThanOrEqualTo(RuleInput.MAX_LIVE_RUNS);
    assertThat(input.ended()).hasSizeLessThanOrEqualTo(RuleInput.MAX_ENDED_RUNS);
    assertThat(input.durations()).hasSizeLessThanOrEqualTo(RuleInput.MAX_DURATIONS);
    assertThat(input.failures()).hasSizeLessThanOrEqualTo(RuleInput.MAX_FAILURES);
    assertThat(input.outcomes()).hasSizeLessThanOrEqualTo(146);
    assertThat(EventJson.read(EventJson.write(alerting), ServiceAlerts.class)).isEqualTo(alerting);
  }

  private static Instant last(List<SyncEvent> log) {
    return log.getLast().envelope().occurredAt();
  }

  private static Instant end(List<SyncEvent> log) {
    return last(log).plus(Duration.ofHours(30));
  }

  /** Up to 40 runs, up to three hours apart, in the order of time. */
  @Provide
  Arbitrary<List<SyncEvent>> logs() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3 * 3600), Arbitraries.integers().between(0, 9))
        .as((gap, kind) -> new int[] {gap, kind})
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(AlertPropertiesTest::log);
  }

  private static List<SyncEvent> log(List<int[]> runs) {
    var events = new ArrayList<SyncEvent>();
    long second = 0;
    for (int i = 0; i < runs.size(); i++) {
      second += runs.get(i)[0];
      events.addAll(as(run("sync_" + i, second), runs.get(i)[1]).events());
      if (runs.get(i)[1] == 8) {
        events.add(AlertHistory.consistencyChecked("check_" + i, second, 10, 10 + i % 2));
      }
    }
    events.sort(Comparator.comparing(event -> event.envelope().occurredAt()));
    // An annotation before everything else belongs to no run.
    return events.getFirst() instanceof SyncEvent.Annotation
        ? with(run("sync_first", 0).events().getFirst(), events)
        : events;
  }

  private static List<SyncEvent> with(SyncEvent first, List<SyncEvent> rest) {
    var all = new ArrayList<SyncEvent>();
    all.add(first);
    all.addAll(rest);
    return all;
  }

  private static RunLog as(RunLog log, int kind) {
    return switch (kind) {
      case 0, 1 -> log.failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
      case 2 -> log.failed(ErrorType.AUTHENTICATION_FAILED, "HTTP_401");
      case 3 -> log.page(100, 300); // hangs
      case 4 -> log.delayed(DelayReason.RATE_LIMITED, 900); // hangs after its wait
      case 5 -> log.cancelled();
      case 6 ->
          log.pageWithRejections(20, 20, List.of(new Rejection("82", "invalid", "Invalid")))
              .completed();
      default -> log.allPages(50).completed();
    };
  }

  @Property(tries = 50)
  void hung_runs_are_limited_and_forgotten_after_a_week(@ForAll Random random) {
    var past = new AlertHistory(AlertHistory.DEFAULTS);
    for (int i = 0; i < 60; i++) {
      past.apply(run("hung_" + i, i * 60L + random.nextInt(50)).events());
    }
    assertThat(past.alerting().input().live()).hasSize(RuleInput.MAX_LIVE_RUNS);

    past.apply(run("later", 8L * 24 * 3600).events());
    assertThat(past.alerting().input().live()).hasSize(1);
    assertThat(past.advanceTo(noon(8L * 24 * 3600 + 10)).episodes(Rule.STUCK_SYNC))
        .allSatisfy(alert -> assertThat(alert.state()).isEqualTo(AlertState.RESOLVED));
  }
}
