package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.Trigger;
import io.syncledger.http.Role;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.Door;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import org.junit.jupiter.api.Test;

/** What may happen between a failure and its retry. */
class PendingRetryTest extends SharedService {
  @Test
  void another_start_takes_the_place_of_a_pending_retry_and_begins_anew() {
    var clinic = Clinics.connected(service);
    fail(clinic);

    var events = Syncs.run(service, clinic);

    assertThat(((SyncStarted) events.getFirst()).attempt()).isEqualTo(1);
    assertThat(Syncs.ending(SyncCompleted.class, events).recordsProcessed()).isEqualTo(660);
    assertThat(pending(clinic)).isZero();
  }

  @Test
  void a_scheduled_start_leaves_a_pending_retry_alone() {
    var clinic = Clinics.connected(service);
    var failed = fail(clinic);

    var answer =
        service
            .get(StartRun.class)
            .start(new StartRequest(clinic, Mode.ACTIVE, false, Trigger.SCHEDULED, null));

    assertThat(answer.started()).isFalse();
    assertThat(answer.syncId()).isEqualTo(failed);
    assertThat(pending(clinic)).isEqualTo(1);
  }

  @Test
  void cancelling_a_sync_that_failed_cancels_its_retry() {
    var clinic = Clinics.connected(service);
    var failed = fail(clinic);
    var operator = Door.of(service, Role.OPERATOR, clinic.organizationId());

    assertThat(operator.post("/api/v1/sync/cancel/" + failed).status()).isEqualTo(202);

    assertThat(pending(clinic)).isZero();
    assertThat(operator.post("/api/v1/sync/cancel/" + failed).status()).isEqualTo(409);
  }

  @Test
  void a_key_revoked_in_the_middle_is_never_used_again_until_it_is_replaced() {
    cliniko.faults().add(Syncs.onPage(3, Faults.keyRevoked()));
    var clinic = Clinics.connected(service);

    var failed = Syncs.ending(SyncFailed.class, Syncs.run(service, clinic));
    long asked = cliniko.traffic().total();
    var next = Syncs.ending(SyncFailed.class, Syncs.run(service, clinic));

    assertThat(failed.failure().errorCode()).isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(failed.recordsProcessed()).isEqualTo(199);
    assertThat(service.get(Credentials.class).status(clinic).orElseThrow().valid()).isFalse();
    assertThat(pending(clinic)).isZero();
    assertThat(next.failure().errorCode()).isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(cliniko.traffic().total()).isEqualTo(asked);

    cliniko.faults().clear();
    Clinics.connect(service, clinic, Clinics.KEY);
    assertThat(Syncs.run(service, clinic)).last().isInstanceOf(SyncCompleted.class);
  }

  private SyncId fail(StreamKey clinic) {
    cliniko.faults().add(Syncs.onPage(3, Faults.serverError(502, ErrorBody.EMPTY)));
    var failed = Syncs.run(service, clinic).getFirst().envelope().syncId();
    cliniko.faults().clear();
    assertThat(pending(clinic)).isEqualTo(1);
    return failed;
  }

  private long pending(StreamKey clinic) {
    return database.number(
        "select count(*) from pending_retries where organization_id = ?",
        clinic.organizationId().value());
  }
}
