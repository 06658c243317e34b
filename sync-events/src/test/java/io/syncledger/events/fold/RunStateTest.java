package io.syncledger.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.Rejection;
import io.syncledger.events.fixture.RunLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStateTest {
  @Test
  void a_run_over_all_announced_pages_is_completed_and_proven() {
    var run = RunLog.completed("org_1", "sync_1", 648).state();

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.progressPercentage()).isEqualTo(100);
    var proof = Proof.of(run);
    assertThat(proof.verdict()).isEqualTo(Proof.Verdict.PROVEN);
    assertThat(proof.pages()).isEqualTo(new Proof.Pages(7, 7, List.of()));
    assertThat(proof.records()).isEqualTo(new Proof.Records(648, 648, 0, 0, 0));
    assertThat(proof.problems()).isEmpty();
  }

  @Test
  void thirty_four_of_648_patients_is_no_success_even_if_the_run_reports_one() {
    var run = RunLog.of("org_1", "sync_1").started().page(34, 648).completed().state();

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.progressPercentage()).isLessThan(100);
    var proof = Proof.of(run);
    assertThat(proof.verdict()).isEqualTo(Proof.Verdict.UNPROVEN);
    assertThat(proof.pages().missing()).containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(proof.problems())
        .contains(
            "The source has 648 patients, but 34 were fetched",
            "Pages of patients never arrived: [2, 3, 4, 5, 6, 7]");
  }

  @Test
  void a_page_that_was_fetched_but_not_stored_makes_a_run_unproven() {
    var run =
        RunLog.of("org_1", "sync_1").started().page(100, 148).fetched(48, 148).completed().state();

    assertThat(Proof.of(run).verdict()).isEqualTo(Proof.Verdict.UNPROVEN);
    assertThat(Proof.of(run).problems())
        .containsExactly(
            "148 patients were fetched, but inserted + updated + unchanged + rejected is 100");
  }

  @Test
  void a_completion_whose_figures_its_events_contradict_is_unproven() {
    var run =
        RunLog.of("org_1", "sync_1").started().page(48, 48).completedWithCounts(50, 50, 0).state();

    assertThat(Proof.of(run).problems())
        .containsExactly(
            "The run says that 50 records were processed, but its events add up to 48",
            "The run says that 50 records were stored, but its events add up to 48");
  }

  @Test
  void rejected_records_are_listed_and_do_not_invalidate_the_proof() {
    var reject = new Rejection("12345", "schema_mismatch", "date_of_birth is not a date");
    var run =
        RunLog.of("org_1", "sync_1")
            .started()
            .pageWithRejections(10, 10, List.of(reject))
            .completed()
            .state();

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.progress().rejects()).containsExactly(new RejectedRecord("patients", reject));
    assertThat(Proof.of(run).records()).isEqualTo(new Proof.Records(10, 9, 0, 0, 1));
  }

  @Test
  void a_repeated_event_changes_only_its_count() {
    var log = RunLog.completed("org_1", "sync_1", 250);
    var once = log.state();

    var twice = once;
    for (var event : log.events()) {
      twice = RunState.apply(twice, event);
    }

    assertThat(twice.anomalies().repeated()).isEqualTo(log.events().size());
    assertThat(twice).usingRecursiveComparison().ignoringFields("anomalies").isEqualTo(once);
  }

  @Test
  void a_late_event_never_reopens_an_ended_run() {
    var failed = RunLog.failed("org_1", "sync_1", ErrorType.STALE, "WORKER_LOST");
    var late = failed.page(100, 200).events().getLast();

    var state = failed.state();

    assertThat(late).isNotNull();
    assertThat(state.status()).isEqualTo(RunStatus.FAILED);
    assertThat(state.progress().resources()).isEmpty();
    assertThat(state.anomalies().afterEnd()).isEqualTo(2);
  }

  @Test
  void an_event_of_another_organization_with_the_same_sync_id_is_not_applied() {
    var ours = RunLog.of("org_1", "sync_1").started().state();
    var theirs = RunLog.completed("org_2", "sync_1", 5).events();

    var state = ours;
    for (var event : theirs) {
      state = RunState.apply(state, event);
    }

    assertThat(state).isEqualTo(ours);
  }

  @Test
  void an_event_that_never_arrived_makes_a_run_unproven() {
    var events = RunLog.completed("org_1", "sync_1", 50).events();

    var run = RunLog.fold(List.of(events.get(0), events.get(2), events.get(3)));

    assertThat(run.anomalies().skipped()).isEqualTo(1);
    assertThat(Proof.of(run).problems()).contains("1 events of the run never arrived");
  }

  @Test
  void a_run_without_its_start_counts_as_failed() {
    var events = RunLog.completed("org_1", "sync_1", 50).events();

    var run = RunLog.fold(events.subList(1, events.size()));

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(Proof.of(run).problems()).contains("The run's start was never reported");
  }

  @Test
  void a_cancelled_run_keeps_its_stored_records() {
    var run = RunLog.of("org_1", "sync_1").started().page(100, 648).cancelled().state();

    assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(Proof.of(run).verdict()).isEqualTo(Proof.Verdict.NOT_FINISHED);
    assertThat(Proof.of(run).records().inserted()).isEqualTo(100);
  }

  @Test
  void a_clinic_without_patients_is_completed_and_proven() {
    var run = RunLog.of("org_1", "sync_1").started().fetched(0, 0).stored(0, 0).completed().state();

    assertThat(Proof.of(run).verdict()).isEqualTo(Proof.Verdict.PROVEN);
    assertThat(run.progressPercentage()).isEqualTo(100);
  }
}
