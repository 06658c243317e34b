package io.syncledger.query.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.Rejection;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogViewTest {
  @Test
  void an_active_run_shows_its_progress_and_its_remaining_time() {
    var log = LogView.of(RunLog.of("org_1", "s").started().page(100, 400).page(100, 400).state());

    assertThat(log.status()).isEqualTo("running");
    assertThat(log.recordsProcessed()).isEqualTo(200);
    assertThat(log.completedAt()).isNull();
    assertThat(log.metadata().patientsFound()).isEqualTo(400);
    assertThat(log.metadata().patientsStored()).isEqualTo(200);
    assertThat(log.metadata().currentPage()).isEqualTo(2);
    assertThat(log.metadata().totalPages()).isEqualTo(4);
    assertThat(log.metadata().estimatedRemaining()).isEqualTo("4 seconds");
    assertThat(log.metadata().successRate()).isNull();
  }

  @Test
  void a_run_that_rejected_records_is_completed_and_names_each() {
    var rejects = List.of(new Rejection("12345", "schema_mismatch", "Invalid phone number format"));
    var log =
        LogView.of(
            RunLog.of("org_1", "s")
                .started()
                .pageWithRejections(100, 200, rejects)
                .page(100, 200)
                .completed()
                .state());

    assertThat(log.status()).isEqualTo("completed");
    assertThat(log.recordsFailed()).isEqualTo(1);
    assertThat(log.metadata().successRate()).isEqualTo(99.5);
    assertThat(log.metadata().errors())
        .containsExactly("Patient ID 12345: Invalid phone number format");
    assertThat(log.errorDetails()).isNull();
  }

  @Test
  void a_refused_key_is_not_a_reason_to_retry() {
    var failed = RunLog.failed("o", "s", ErrorType.AUTHENTICATION_FAILED, "CLINIKO_AUTH_FAILED");
    var log = LogView.of(failed.state());

    assertThat(log.status()).isEqualTo("failed");
    assertThat(log.errorDetails()).isEqualTo("Said by a test");
    assertThat(log.metadata().errorType()).isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(log.metadata().retryRecommended()).isFalse();
    assertThat(log.metadata().solution()).contains("Replace the API key");
  }

  @Test
  void an_unproven_completion_is_shown_as_failed_with_the_mismatch() {
    var log = LogView.of(RunLog.of("o", "s").started().page(34, 648).completed().state());

    assertThat(log.status()).isEqualTo("failed");
    assertThat(log.errorDetails()).contains("The source has 648 patients, but 34 were fetched");
    assertThat(log.metadata().errorType()).isEqualTo("UNPROVEN");
  }

  @Test
  void a_run_that_failed_before_its_first_record_has_a_success_rate_of_zero() {
    var nothing = RunLog.failed("o", "s", ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
    var little =
        RunLog.of("o", "s")
            .started()
            .page(100, 400)
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
    var empty = RunLog.of("o", "s").started().page(0, 0).completed();

    assertThat(LogView.of(nothing.state()).metadata().successRate()).isZero();
    assertThat(LogView.of(little.state()).metadata().successRate()).isEqualTo(25);
    assertThat(LogView.of(empty.state()).metadata().successRate()).isEqualTo(100);
  }

  @Test
  void resources_are_listed_in_the_order_of_the_plan() {
    var reject = new Rejection("7", "schema_mismatch", "starts_at is not a time");
    var log =
        LogView.of(
            RunLog.of("o", "s")
                .started()
                .planned(
                    new PlannedResource("patients", 100L),
                    new PlannedResource("appointments", 250L))
                .page(100, 100)
                .vanished("patients", "82")
                .pageOf("appointments", 1, 3, 100, 250)
                .add(
                    envelope ->
                        new SyncEvent.RecordsRejected(envelope, "appointments", List.of(reject)))
                .state());

    assertThat(log.metadata().resources())
        .containsExactly(
            new ResourceLog("patients", 100L, 100, 0, 0, 1, 1, 1),
            new ResourceLog("appointments", 250L, 100, 0, 0, 0, 1, 3));
    assertThat(log.metadata().patientsFound()).isEqualTo(100);
    assertThat(log.metadata().appointmentsFound()).isEqualTo(250);
    assertThat(log.metadata().appointmentsStored()).isEqualTo(100);
    assertThat(log.metadata().errors())
        .containsExactly("Appointment ID 7: starts_at is not a time");
  }

  @Test
  void a_retry_names_the_run_that_it_repeats_and_the_time_of_the_next_attempt() {
    var log =
        LogView.of(
            RunLog.retrying("o", "sync_2", "sync_1", 2, RunLog.NOON)
                .failed(ErrorType.RATE_LIMITED, "HTTP_429")
                .retryScheduled(3, 60)
                .state());

    assertThat(log.metadata().attempt()).isEqualTo(2);
    assertThat(log.metadata().retryOf()).isEqualTo("sync_1");
    assertThat(log.metadata().nextRetryAt()).isEqualTo(RunLog.NOON.plusSeconds(62));
  }

  @Test
  void ids_grow_with_the_start_and_are_numbers_that_a_browser_can_hold() {
    var early = LogView.of(RunLog.of("o", "cliniko", "a", RunLog.NOON).started().state());
    var late =
        LogView.of(RunLog.of("o", "cliniko", "b", RunLog.NOON.plusMillis(1)).started().state());

    assertThat(early.id()).isLessThan(late.id()).isPositive();
    assertThat(late.id()).isLessThan(1L << 53);
  }
}
