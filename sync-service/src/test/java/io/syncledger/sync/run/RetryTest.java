package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.ErrorType;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncRetryScheduled;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.Trigger;
import io.syncledger.events.fold.Proof;
import io.syncledger.events.fold.Proof.Verdict;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.run.state.LeaseRenewer;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failed runs that are continued by further attempts. */
class RetryTest extends SharedService {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The last stored record is fetched again: others may have changed in the same second. */
  private static final int BOUNDARY = 1;

  RetryTest() {
    super(RETRIES_SOON);
  }

  @Test
  void a_retry_continues_after_the_last_stored_page() {
    cliniko.faults().add(SyncDriver.onPage(4, Faults.serverError(502, ErrorBody.EMPTY)).times(1));
    var clinic = TestOrganizations.withCredentials(service);
    long asked = cliniko.traffic().total();

    var failed = SyncDriver.run(service, clinic);
    var retry = SyncDriver.awaitRetry(clinic, syncId(failed));

    assertThat(SyncDriver.terminalEvent(SyncFailed.class, failed).recordsProcessed())
        .isEqualTo(298);
    var started = (SyncStarted) retry.getFirst();
    assertThat(started.trigger()).isEqualTo(Trigger.RETRY);
    assertThat(started.attempt()).isEqualTo(2);
    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, retry).recordsProcessed())
        .isEqualTo(660 - 298 + BOUNDARY);
    assertThat(SyncDriver.ofType(PageFetched.class, retry))
        .first()
        .extracting(PageFetched::page)
        .isEqualTo(1);
    assertThat(Proof.of(EventLog.fold(retry)).verdict()).isEqualTo(Verdict.PROVEN);
    assertThat(rows(clinic)).isEqualTo(660);
    // One probe, nine requests for eight pages, the one that failed, and one count.
    assertThat(cliniko.traffic().total() - asked).isEqualTo(12);
  }

  @Test
  void a_failure_announces_its_retry_after_the_end_without_a_gap() {
    cliniko.faults().add(SyncDriver.onPage(2, Faults.serverError(502, ErrorBody.EMPTY)).times(1));
    var clinic = TestOrganizations.withCredentials(service);

    var failed = SyncDriver.run(service, clinic);
    SyncDriver.awaitRetry(clinic, syncId(failed));

    var events = SyncDriver.events(clinic, syncId(failed));
    var end = events.get(events.size() - 2);
    var announced = (SyncRetryScheduled) events.getLast();
    assertThat(end).isInstanceOf(SyncFailed.class);
    assertThat(announced.attempt()).isEqualTo(2);
    assertThat(announced.errorId()).isEqualTo(end.envelope().id().toString());
    assertThat(announced.envelope().sequence()).isEqualTo(end.envelope().sequence() + 1);
    assertThat(EventLog.fold(events).anomalies().skipped()).isZero();
  }

  @Test
  void a_run_whose_worker_died_continues_where_it_was() {
    var held = SyncDriver.blockAtPage(cliniko, 3);
    var clinic = TestOrganizations.withCredentials(service);
    var first = SyncDriver.start(service, clinic).syncId();
    await().atMost(PATIENCE).until(() -> rows(clinic) == 199);
    service.bean(LeaseRenewer.class).unregister(first);
    cliniko.faults().clear();
    expire(first);

    var retry = SyncDriver.awaitRetry(clinic, first);
    releaseFencedWorker(held, first);

    assertThat(
            SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.events(clinic, first))
                .failure()
                .errorType())
        .isEqualTo(ErrorType.STALE);
    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, retry).recordsProcessed())
        .isEqualTo(660 - 199 + BOUNDARY);
    assertThat(rows(clinic)).isEqualTo(660);
  }

  @Test
  void a_run_whose_worker_died_before_it_saw_the_cancel_request_is_cancelled() {
    var held = SyncDriver.blockAtPage(cliniko, 3);
    var clinic = TestOrganizations.withCredentials(service);
    var syncId = SyncDriver.start(service, clinic).syncId();
    await().atMost(PATIENCE).until(() -> rows(clinic) == 199);
    service.bean(LeaseRenewer.class).unregister(syncId);
    database.execute(
        "update sync_runs set cancel_requested_by = 'someone' where sync_id = ?", syncId.value());
    expire(syncId);

    var events = SyncDriver.awaitEnd(clinic, syncId);
    releaseFencedWorker(held, syncId);

    assertThat(SyncDriver.terminalEvent(SyncCancelled.class, events).requestedBy())
        .isEqualTo("someone");
    assertThat(pending(clinic)).isZero();
  }

  @Test
  void another_instance_continues_the_runs_of_one_that_is_shut_down() {
    var held = SyncDriver.blockAtPage(cliniko, 3);
    var clinic = TestOrganizations.withCredentials(service);
    SyncId first;
    try (var other = ServiceInstance.start(database.url(), cliniko.baseUrl(), RETRIES_SOON)) {
      first = SyncDriver.start(other, clinic).syncId();
      await().atMost(PATIENCE).until(() -> rows(clinic) == 199);
    } finally {
      cliniko.faults().clear();
      held.countDown();
    }

    var retry = SyncDriver.awaitRetry(clinic, first);

    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, retry).recordsProcessed())
        .isEqualTo(660 - 199 + BOUNDARY);
    assertThat(rows(clinic)).isEqualTo(660);
  }

  private static SyncId syncId(List<SyncEvent> events) {
    return events.getFirst().envelope().syncId();
  }

  private long rows(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from patients where organization_id = ?", clinic.organizationId().value());
  }

  private long pending(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from pending_retries where organization_id = ?",
        clinic.organizationId().value());
  }

  /** Lets the lease expire, as if the worker had died. */
  private void expire(SyncId syncId) {
    database.execute(
        "update sync_runs set lease_until = now() - interval '1 minute' where sync_id = ?",
        syncId.value());
  }
}
