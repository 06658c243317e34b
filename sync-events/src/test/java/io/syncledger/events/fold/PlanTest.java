package io.syncledger.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.fixture.RunLog;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs over several resources that announce what they will fetch. */
class PlanTest {
  private static final PlannedResource BUSINESSES = new PlannedResource("businesses", 100L);
  private static final PlannedResource PATIENTS = new PlannedResource("patients", 300L);
  private static final PlannedResource CHANGED_PATIENTS = new PlannedResource("patients", null);
  private static final PlannedResource CHANGED_APPOINTMENTS =
      new PlannedResource("appointments", null);

  @Test
  void planned_records_count_as_work_from_the_start() {
    var log = RunLog.of("org_1", "sync_1").started().planned(BUSINESSES, PATIENTS);

    assertThat(log.state().progressPercentage()).isEqualTo(5);
    assertThat(ProgressSummary.of(log.state()).recordsTotal()).isEqualTo(400);

    var run = log.pageOf("businesses", 1, 1, 100, 100).state();
    assertThat(run.progressPercentage()).isEqualTo(28.7);
    assertThat(ProgressSummary.of(run).currentStep()).isEqualTo("Fetching patients");
    assertThat(ProgressSummary.of(run).currentOperation()).isEqualTo("Syncing patients");
    assertThat(ProgressSummary.of(run).recordsProcessed()).isEqualTo(100);
    assertThat(ProgressSummary.of(run).recordsTotal()).isEqualTo(400);
  }

  @Test
  void a_planned_resource_of_unknown_size_counts_as_the_mean_of_the_known_ones() {
    var log =
        RunLog.of("org_1", "sync_1").started().planned(CHANGED_PATIENTS, CHANGED_APPOINTMENTS);
    assertThat(ProgressSummary.of(log.state()).recordsTotal()).isNull();

    var run = log.page(40, 40).state();

    assertThat(run.progressPercentage()).isEqualTo(52.5);
    assertThat(ProgressSummary.of(run).currentStep()).isEqualTo("Fetching appointments");
    assertThat(ProgressSummary.of(run).estimatedCompletion())
        .isEqualTo(run.lastEventAt().plusSeconds(3));
  }

  @Test
  void the_current_resource_follows_the_plan_not_the_alphabet() {
    var run =
        RunLog.of("org_1", "sync_1")
            .started()
            .planned(CHANGED_PATIENTS, CHANGED_APPOINTMENTS)
            .page(100, 250)
            .state();

    assertThat(ProgressSummary.of(run).currentOperation())
        .isEqualTo("Syncing patients: page 1 of 3");
  }

  @Test
  void a_planned_resource_without_a_page_makes_a_completion_unproven() {
    var run =
        RunLog.of("org_1", "sync_1")
            .started()
            .planned(BUSINESSES, CHANGED_PATIENTS)
            .pageOf("businesses", 1, 1, 100, 100)
            .completed()
            .state();

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(Proof.of(run).problems())
        .containsExactly("The run set out to fetch patients, but no page of them arrived");
  }

  @Test
  void an_empty_first_page_is_enough_for_a_resource_without_changes() {
    var run =
        RunLog.of("org_1", "sync_1")
            .started()
            .planned(CHANGED_PATIENTS, CHANGED_APPOINTMENTS)
            .page(0, 0)
            .pageOf("appointments", 1, 1, 0, 0)
            .completed()
            .state();

    assertThat(Proof.of(run).problems()).isEmpty();
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void totals_announced_by_pages_take_precedence_over_the_plan() {
    var run =
        RunLog.of("org_1", "sync_1").started().planned(PATIENTS).allPages(298).completed().state();

    assertThat(Proof.of(run).verdict()).isEqualTo(Proof.Verdict.PROVEN);
    assertThat(ProgressSummary.of(run).recordsTotal()).isEqualTo(298);
  }

  @Test
  void vanished_records_are_reported_beside_the_fetched_ones() {
    var run =
        RunLog.of("org_1", "sync_1")
            .started()
            .allPages(10)
            .vanished("patients", "82", "83")
            .vanished("patients", "90")
            .completed()
            .state();

    var proof = Proof.of(run);
    assertThat(proof.verdict()).isEqualTo(Proof.Verdict.PROVEN);
    assertThat(proof.records()).isEqualTo(new Proof.Records(10, 10, 0, 0, 0));
    assertThat(proof.vanished()).isEqualTo(3);
  }

  @Test
  void a_failed_run_reports_when_the_next_attempt_is_due() {
    var log = RunLog.failed("org_1", "sync_1", ErrorType.RATE_LIMITED, "HTTP_429");
    var failed = log.state();
    var run = log.retryScheduled(2, 60).state();

    var retry = Objects.requireNonNull(run.retry());
    assertThat(retry.attempt()).isEqualTo(2);
    assertThat(retry.nextRetryAt()).isEqualTo(RunLog.NOON.plusSeconds(2 + 60));
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.endedAt()).isEqualTo(failed.endedAt());
    assertThat(run.anomalies()).isEqualTo(Anomalies.NONE);
    assertThat(RunOutcome.between(failed, run)).isEmpty();
  }

  @Test
  void an_attempt_has_its_number_and_the_run_that_it_repeats() {
    var run = RunLog.retrying("org_1", "sync_2", "sync_1", 2, RunLog.NOON).state();

    var started = Objects.requireNonNull(run.started());
    assertThat(started.attempt()).isEqualTo(2);
    assertThat(started.retryOf()).hasToString("sync_1");
    assertThat(started.trigger()).hasToString("retry");
  }
}
