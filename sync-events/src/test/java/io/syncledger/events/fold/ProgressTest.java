package io.syncledger.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.DelayReason;
import io.syncledger.events.fixture.RunLog;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void a_run_that_has_only_started_is_connecting() {
    var progress = ProgressSummary.of(RunLog.of("org_1", "sync_1").started().state());

    assertThat(progress.currentStep()).isEqualTo("Connecting to cliniko");
    assertThat(progress.completedSteps()).isZero();
    assertThat(progress.recordsTotal()).isNull();
    assertThat(progress.estimatedCompletion()).isNull();
  }

  @Test
  void a_running_run_reports_its_share_of_the_planned_work_and_when_it_will_end() {
    var run = RunLog.of("org_1", "sync_1").started().page(100, 400).page(100, 400).state();
    var progress = ProgressSummary.of(run);

    assertThat(run.progressPercentage()).isEqualTo(52.5);
    assertThat(progress.currentStep()).isEqualTo("Fetching patients");
    assertThat(progress.currentOperation()).isEqualTo("Syncing patients: page 2 of 4");
    assertThat(progress.recordsProcessed()).isEqualTo(200);
    assertThat(progress.recordsTotal()).isEqualTo(400);
    assertThat(progress.estimatedCompletion()).isEqualTo(run.lastEventAt().plusSeconds(4));
  }

  @Test
  void once_all_pages_are_fetched_only_storing_is_left() {
    var progress =
        ProgressSummary.of(
            RunLog.of("org_1", "sync_1").started().page(100, 150).fetched(50, 150).state());

    assertThat(progress.currentStep()).isEqualTo("Storing patients");
    assertThat(progress.completedSteps()).isEqualTo(3);
  }

  @Test
  void an_ended_run_has_nothing_left_to_estimate() {
    var progress = ProgressSummary.of(RunLog.completed("org_1", "sync_1", 20).state());

    assertThat(progress.currentStep()).isEqualTo("Completed");
    assertThat(progress.completedSteps()).isEqualTo(ProgressSummary.TOTAL_STEPS);
    assertThat(progress.estimatedCompletion()).isNull();
  }

  @Test
  void a_run_that_waits_for_the_source_reports_it_and_continues_only_afterwards() {
    var log = RunLog.of("org_1", "sync_1").started().page(100, 200);
    var run = log.delayed(DelayReason.RATE_LIMITED, 40).state();
    var progress = ProgressSummary.of(run);

    assertThat(progress.currentStep()).isEqualTo("Waiting for cliniko's rate limit");
    assertThat(progress.currentOperation()).isEqualTo("Syncing patients: page 1 of 2");
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.progressPercentage()).isEqualTo(52.5);
    assertThat(progress.estimatedCompletion()).isEqualTo(run.lastEventAt().plusSeconds(40 + 3));
  }

  @Test
  void a_run_can_wait_before_its_first_page() {
    var log = RunLog.of("org_1", "sync_1").started().delayed(DelayReason.SOURCE_UNAVAILABLE, 2);

    assertThat(ProgressSummary.of(log.state()).currentStep())
        .isEqualTo("Waiting for cliniko to answer again");
    assertThat(log.state().status()).isEqualTo(RunStatus.STARTING);
    assertThat(log.state().progressPercentage()).isZero();
  }

  @Test
  void a_wait_outlives_the_storing_of_the_page_before_and_ends_with_the_first_event_after_it() {
    var log =
        RunLog.of("org_1", "sync_1")
            .started()
            .fetched(100, 200)
            .delayed(DelayReason.RATE_LIMITED, 2)
            .stored(100, 200);
    assertThat(ProgressSummary.of(log.state()).currentStep())
        .isEqualTo("Waiting for cliniko's rate limit");

    assertThat(ProgressSummary.of(log.fetched(100, 200).state()).currentStep())
        .isEqualTo("Storing patients");
  }

  @Test
  void a_run_that_ended_while_it_waited_is_no_longer_waiting() {
    var run =
        RunLog.of("org_1", "sync_1")
            .started()
            .delayed(DelayReason.RATE_LIMITED, 60)
            .cancelled()
            .state();

    assertThat(run.delay()).isNull();
    assertThat(ProgressSummary.of(run).currentStep()).isEqualTo("Cancelled");
  }
}
