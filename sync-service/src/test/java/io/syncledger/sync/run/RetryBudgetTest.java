package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The limit of retries of a failed run. */
class RetryBudgetTest extends SharedService {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  RetryBudgetTest() {
    super(RETRIES_SOON);
  }

  @Test
  void after_five_retries_without_progress_a_run_becomes_a_dead_letter() {
    cliniko.faults().add(SyncDriver.onPage(1, Faults.serverError(502, ErrorBody.EMPTY)));
    var clinic = TestOrganizations.withCredentials(service);

    SyncDriver.start(service, clinic);
    await().atMost(PATIENCE).until(() -> !deadRuns(clinic).isEmpty());

    assertThat(deadRuns(clinic))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("error_type", "source_unavailable"));
    assertThat(pending(clinic)).isZero();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(attempts(clinic))
                    .extracting(SyncStarted::attempt)
                    .containsExactly(1, 2, 3, 4, 5, 6));
    assertThat(
            database.queryLong(
                "select count(*) from run_positions join sync_runs using (sync_id)"
                    + " where organization_id = ?",
                clinic.organizationId().value()))
        .isZero();
  }

  @Test
  void progress_resets_the_five_retries_of_a_run() {
    try (var own =
            ClinikoSimulator.builder()
                .clinic(Clinic.generated(1_500, 4))
                .apiKey(TestOrganizations.KEY)
                .rateLimit(RateLimit.none())
                .start();
        var instance =
            ServiceInstance.start(TestDatabase.create().url(), own.baseUrl(), RETRIES_SOON)) {
      var requests = new AtomicInteger();
      own.faults()
          .add(
              SyncDriver.onPage(1, Faults.serverError(502, ErrorBody.EMPTY))
                  .when(_ -> requests.incrementAndGet() % 3 == 0)
                  .times(7));
      var clinic = TestOrganizations.withCredentials(instance);

      SyncDriver.start(instance, clinic);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () ->
                  EventLog.events(clinic.organizationId()).stream()
                      .anyMatch(SyncCompleted.class::isInstance));

      assertThat(attempts(clinic)).hasSizeBetween(7, 19);
      assertThat(
              SyncDriver.ofType(SyncCompleted.class, EventLog.events(clinic.organizationId()))
                  .getFirst()
                  .totals())
          .containsEntry("patients", 1_500L);
    }
  }

  @Test
  void a_permanent_failure_is_not_retried() {
    var clinic = TestOrganizations.withCredentials(service, "WRONG-au4");

    var failed = SyncDriver.run(service, clinic);

    assertThat(SyncDriver.terminalEvent(SyncFailed.class, failed).failure().retryable()).isFalse();
    assertThat(pending(clinic)).isZero();
    assertThat(deadRuns(clinic)).isEmpty();
    assertThat(failed).last().isInstanceOf(SyncFailed.class);
  }

  private List<SyncStarted> attempts(StreamKey clinic) {
    return SyncDriver.ofType(SyncStarted.class, EventLog.events(clinic.organizationId()));
  }

  private long pending(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from pending_retries where organization_id = ?",
        clinic.organizationId().value());
  }

  private List<Map<String, Object>> deadRuns(StreamKey clinic) {
    return database.query(
        "select error_type, reason from rejected_records where organization_id = ? and kind ="
            + " 'run'",
        clinic.organizationId().value());
  }
}
