package io.syncledger.events.alert;

import static io.syncledger.events.alert.AlertHistory.consistencyChecked;
import static io.syncledger.events.alert.AlertHistory.noon;
import static io.syncledger.events.alert.AlertHistory.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.DelayReason;
import io.syncledger.events.ErrorType;
import io.syncledger.events.EventId;
import io.syncledger.events.Rejection;
import io.syncledger.events.SyncEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The eight rules of contract/events.md, with their defaults. */
class RulesTest {
  private static final long HOUR = 3600;

  @Test
  void a_silent_run_is_stuck_after_five_minutes_without_an_event() {
    var past = AlertHistory.of(run("sync_1", 0).page(100, 300).events());

    assertThat(past.advanceTo(noon(299)).episodes()).isEmpty();
    var stuck = past.advanceTo(noon(300)).episodes(Rule.STUCK_SYNC).getFirst();

    assertThat(stuck.state()).isEqualTo(AlertState.FIRING);
    assertThat(stuck.startsAt()).isEqualTo(noon(300));
    assertThat(stuck.because()).containsExactly(EventId.parse("sync_1/2"));
    assertThat(stuck.summary()).contains("sync_1");
  }

  @Test
  void a_run_with_an_event_each_minute_is_stuck_only_after_half_an_hour() {
    var past = new AlertHistory(AlertHistory.DEFAULTS);
    var log = run("sync_1", 0);
    past.apply(log.events());
    for (int i = 0; i < 34; i++) {
      past.apply(pageAt(log, i, 55L * (i + 1)));
    }

    assertThat(past.episodes(Rule.STUCK_SYNC))
        .singleElement()
        .extracting(Alert::startsAt)
        .isEqualTo(noon(1800));
  }

  private static SyncEvent pageAt(io.syncledger.events.fixture.RunLog log, int page, long second) {
    var first = log.events().getFirst().envelope();
    return new SyncEvent.PageFetched(
        new io.syncledger.events.Envelope(
            first.syncId(), page + 1L, first.organizationId(), first.service(), noon(second)),
        "patients",
        page + 1,
        null,
        10,
        null,
        1,
        1);
  }

  @Test
  void a_run_that_announced_a_wait_is_not_silent_until_its_end() {
    var past = AlertHistory.of(run("sync_1", 0).delayed(DelayReason.RATE_LIMITED, 600).events());

    assertThat(past.advanceTo(noon(660)).episodes()).isEmpty();
    assertThat(past.advanceTo(noon(661)).episodes(Rule.STUCK_SYNC)).hasSize(1);
  }

  @Test
  void a_stuck_run_that_continues_resolves_its_alert() {
    var log = run("sync_1", 0);
    var past = AlertHistory.of(log.events()).advanceTo(noon(301)).apply(pageAt(log, 0, 330));

    assertThat(past.episodes(Rule.STUCK_SYNC))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
              assertThat(alert.resolvedAt()).isEqualTo(noon(330));
            });
  }

  @Test
  void three_failures_in_a_row_are_an_alert_for_those_three_and_one_success_is_its_end() {
    var past = new AlertHistory(AlertHistory.DEFAULTS);
    for (int i = 1; i <= 3; i++) {
      assertThat(past.episodes(Rule.CONSECUTIVE_FAILURES)).isEmpty();
      past.apply(failed(i).events());
    }

    var raised = past.episodes(Rule.CONSECUTIVE_FAILURES).getFirst();
    assertThat(raised.because().stream().map(EventId::toString))
        .containsExactly("sync_1/1", "sync_2/1", "sync_3/1");
    assertThat(raised.errorCode()).isEqualTo("HTTP_503");
    assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);

    past.apply(run("sync_4", 240).allPages(10).completed().events());
    assertThat(past.episodes(Rule.CONSECUTIVE_FAILURES))
        .singleElement()
        .extracting(Alert::state)
        .isEqualTo(AlertState.RESOLVED);
  }

  private static io.syncledger.events.fixture.RunLog failed(int number) {
    return run("sync_" + number, 60L * number).failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
  }

  @Test
  void data_is_stale_two_intervals_after_the_last_success() {
    var success = run("sync_1", 0).allPages(10).completed();
    var past = AlertHistory.of(success.events());
    var ended = success.events().getLast().envelope();
    var stale = ended.occurredAt().plusSeconds(2 * HOUR);

    assertThat(past.advanceTo(stale.minusMillis(1)).episodes()).isEmpty();
    assertThat(past.advanceTo(stale).episodes(Rule.STALE_DATA))
        .singleElement()
        .extracting(Alert::because)
        .isEqualTo(List.of(ended.id()));
  }

  @Test
  void data_is_also_stale_if_no_sync_ever_succeeded() {
    var past = AlertHistory.of(failed(1).events()).advanceTo(noon(60 + 2 * HOUR));

    assertThat(past.episodes(Rule.STALE_DATA))
        .singleElement()
        .extracting(Alert::because)
        .isEqualTo(List.of(EventId.parse("sync_1/0")));
  }

  @Test
  void more_than_a_fifth_of_the_syncs_of_a_day_failing_is_an_alert_from_five_syncs_on() {
    var past = new AlertHistory(AlertHistory.DEFAULTS);
    past.apply(failed(0).events());
    for (int i = 1; i < 4; i++) {
      past.apply(run("sync_" + i, 60L * i).allPages(10).completed().events());
    }
    assertThat(past.episodes(Rule.HIGH_FAILURE_RATE)).isEmpty();

    past.apply(run("sync_4", 240).allPages(10).completed().events()); // 1 of 5 is not above a fifth
    assertThat(past.episodes(Rule.HIGH_FAILURE_RATE)).isEmpty();

    past.apply(failed(5).events());
    assertThat(past.episodes(Rule.HIGH_FAILURE_RATE))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.summary())
                  .isEqualTo("2 of 6 syncs in 24 hours have failed (33.3 %)");
              assertThat(alert.because()).hasSize(2);
            });
  }

  @Test
  void failures_count_for_a_day_and_no_longer() {
    var past = new AlertHistory(AlertHistory.DEFAULTS);
    for (int i = 0; i < 5; i++) {
      past.apply(failed(i).events());
    }
    past.apply(run("sync_9", 600).allPages(10).completed().events());
    past.advanceTo(noon(24 * HOUR));
    assertThat(past.episodes(Rule.HIGH_FAILURE_RATE).getFirst().state())
        .isEqualTo(AlertState.FIRING);

    past.advanceTo(noon(24 * HOUR + 600));
    assertThat(past.episodes(Rule.HIGH_FAILURE_RATE).getFirst().state())
        .isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void syncs_that_take_more_than_ten_minutes_on_average_are_slow() {
    var past = AlertHistory.of(lasting("sync_1", 0, 601));

    assertThat(past.episodes(Rule.SLOW_SYNC)).hasSize(1);
    assertThat(AlertHistory.of(lasting("sync_1", 0, 600)).episodes(Rule.SLOW_SYNC)).isEmpty();
  }

  @Test
  void syncs_that_take_more_than_twice_as_long_as_before_are_slow() {
    var past = new AlertHistory(AlertHistory.DEFAULTS);
    for (int i = 0; i < 100; i++) {
      past.apply(lasting("fast_" + i, 100L * i, 20));
    }
    for (int i = 0; i < 5; i++) {
      past.apply(lasting("slow_" + i, 10_000 + 100L * i, 41));
    }
    assertThat(past.episodes(Rule.SLOW_SYNC)).isEmpty(); // the median of 5 fast and 5 slow ones

    past.apply(lasting("slow_5", 10_600, 41));
    assertThat(past.episodes(Rule.SLOW_SYNC))
        .singleElement()
        .satisfies(alert -> assertThat(alert.because()).hasSize(10));
  }

  /** A run without records that takes this many seconds. */
  private static List<SyncEvent> lasting(String syncId, long second, int seconds) {
    var start = run(syncId, second).events();
    var end = run(syncId, second + seconds - 1L).completed().events().getLast();
    var events = new ArrayList<>(start);
    events.add(end);
    return events;
  }

  @Test
  void a_run_with_more_than_one_in_a_hundred_records_rejected_is_an_alert_until_one_without() {
    var rejects =
        List.of(new Rejection("82", "invalid_phone_number", "Invalid phone number format"));
    var past =
        AlertHistory.of(
            run("sync_1", 0).pageWithRejections(100, 100, rejects).completed().events());
    assertThat(past.episodes(Rule.PARTIAL_FAILURE)).isEmpty(); // 1 of 100 is not above it

    past.apply(run("sync_2", 60).pageWithRejections(50, 50, rejects).completed().events());
    assertThat(past.episodes(Rule.PARTIAL_FAILURE))
        .singleElement()
        .extracting(Alert::summary)
        .isEqualTo("1 of 50 records of the last sync were rejected (2.0 %)");

    past.apply(run("sync_3", 120).failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503").events());
    assertThat(past.episodes(Rule.PARTIAL_FAILURE).getFirst().state()).isEqualTo(AlertState.FIRING);
    past.apply(run("sync_4", 180).allPages(50).completed().events());
    assertThat(past.episodes(Rule.PARTIAL_FAILURE).getFirst().state())
        .isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void local_records_that_are_more_or_fewer_than_the_sources_have_drifted() {
    var past = AlertHistory.of(run("sync_1", 0).allPages(10).completed().events());
    past.apply(consistencyChecked("sync_1", 30, 10, 10));
    assertThat(past.episodes()).isEmpty();

    past.apply(consistencyChecked("sync_1", 60, 10, 12));
    assertThat(past.episodes(Rule.DATA_DRIFT))
        .singleElement()
        .extracting(Alert::summary)
        .isEqualTo("Local counts differ from the source's: patients: -2");

    past.apply(consistencyChecked("sync_1", 30, 10, 10)); // delivered again
    assertThat(past.episodes(Rule.DATA_DRIFT).getFirst().state()).isEqualTo(AlertState.FIRING);
    past.apply(consistencyChecked("sync_1", 90, 12, 12));
    assertThat(past.episodes(Rule.DATA_DRIFT).getFirst().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void a_check_while_a_sync_runs_is_ignored() {
    var past =
        AlertHistory.of(run("sync_1", 0).page(10, 10).events())
            .apply(consistencyChecked("sync_0", 5, 4, 10));

    assertThat(past.episodes()).isEmpty();
  }

  @Test
  void refused_credentials_are_an_alert_until_a_sync_succeeds() {
    var past =
        AlertHistory.of(
                run("sync_1", 0).failed(ErrorType.AUTHENTICATION_FAILED, "HTTP_401").events())
            .apply(run("sync_2", 60).failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503").events());
    assertThat(past.episodes(Rule.CREDENTIALS_INVALID))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo(AlertState.FIRING);
              assertThat(alert.because()).containsExactly(EventId.parse("sync_1/1"));
            });

    past.apply(run("sync_3", 120).allPages(10).completed().events());
    assertThat(past.episodes(Rule.CREDENTIALS_INVALID).getFirst().state())
        .isEqualTo(AlertState.RESOLVED);
  }
}
