package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import org.junit.jupiter.api.Test;

/** Starts, cancellations and revoked keys between a failure and its retry. */
class PendingRetryTest extends SharedService {
  @Test
  void another_start_replaces_a_pending_retry_and_begins_anew() {
    var clinic = TestOrganizations.withCredentials(service);
    fail(clinic);

    var events = SyncDriver.run(service, clinic);

    assertThat(((SyncStarted) events.getFirst()).attempt()).isEqualTo(1);
    assertThat(SyncDriver.terminalEvent(SyncCompleted.class, events).recordsProcessed())
        .isEqualTo(660);
    assertThat(pending(clinic)).isZero();
  }

  @Test
  void a_scheduled_start_leaves_a_pending_retry_alone() {
    var clinic = TestOrganizations.withCredentials(service);
    var failed = fail(clinic);

    var response =
        service
            .bean(RunStarter.class)
            .start(new StartRequest(clinic, SyncMode.ACTIVE, false, Trigger.SCHEDULED, null));

    assertThat(response.started()).isFalse();
    assertThat(response.syncId()).isEqualTo(failed);
    assertThat(pending(clinic)).isEqualTo(1);
  }

  @Test
  void cancelling_a_sync_that_failed_cancels_its_retry() {
    var clinic = TestOrganizations.withCredentials(service);
    var failed = fail(clinic);
    var operator = ApiClient.withRole(service, Role.OPERATOR, clinic.organizationId());

    assertThat(operator.post("/api/v1/sync/cancel/" + failed).status()).isEqualTo(202);

    assertThat(pending(clinic)).isZero();
    assertThat(operator.post("/api/v1/sync/cancel/" + failed).status()).isEqualTo(409);
  }

  @Test
  void a_key_revoked_in_the_middle_is_never_used_again_until_it_is_replaced() {
    cliniko.faults().add(SyncDriver.onPage(3, Faults.keyRevoked()));
    var clinic = TestOrganizations.withCredentials(service);

    var failed = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.run(service, clinic));
    long requestsBefore = cliniko.traffic().total();
    var next = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.run(service, clinic));

    assertThat(failed.failure().errorCode()).isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(failed.recordsProcessed()).isEqualTo(199);
    assertThat(service.bean(CredentialStore.class).status(clinic).orElseThrow().valid()).isFalse();
    assertThat(pending(clinic)).isZero();
    assertThat(next.failure().errorCode()).isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(cliniko.traffic().total()).isEqualTo(requestsBefore);

    cliniko.faults().clear();
    TestOrganizations.setCredentials(service, clinic, TestOrganizations.KEY);
    assertThat(SyncDriver.run(service, clinic)).last().isInstanceOf(SyncCompleted.class);
  }

  private SyncId fail(StreamKey clinic) {
    cliniko.faults().add(SyncDriver.onPage(3, Faults.serverError(502, ErrorBody.EMPTY)));
    var failed = SyncDriver.run(service, clinic).getFirst().envelope().syncId();
    cliniko.faults().clear();
    assertThat(pending(clinic)).isEqualTo(1);
    return failed;
  }

  private long pending(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from pending_retries where organization_id = ?",
        clinic.organizationId().value());
  }
}
