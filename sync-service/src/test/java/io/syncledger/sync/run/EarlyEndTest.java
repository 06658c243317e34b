package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncId;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.run.state.LeaseRenewer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Syncs that end before their time. */
class EarlyEndTest extends SharedService {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void an_instance_that_is_shut_down_ends_its_runs() {
    var held = SyncDriver.blockAtPage(cliniko, 2);
    var clinic = TestOrganizations.withCredentials(service);
    SyncId syncId;
    try (var other = ServiceInstance.start(database.url(), cliniko.baseUrl(), Map.of())) {
      syncId = SyncDriver.start(other, clinic).syncId();
      awaitPages(clinic, syncId, 1);
    } finally {
      held.countDown();
    }

    var failed = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.awaitEnd(clinic, syncId));

    assertThat(failed.failure().message()).isEqualTo("The service was stopped during the sync");
  }

  @Test
  void a_cancelled_sync_ends_after_the_current_page() {
    var held = SyncDriver.blockAtPage(cliniko, 3);
    var clinic = TestOrganizations.withCredentials(service);
    var syncId = SyncDriver.start(service, clinic).syncId();
    awaitPages(clinic, syncId, 2);

    service.bean(LeaseRenewer.class).cancel(syncId, "someone");

    var events = SyncDriver.awaitEnd(clinic, syncId);
    held.countDown();
    assertThat(SyncDriver.terminalEvent(SyncCancelled.class, events).requestedBy())
        .isEqualTo("someone");
    assertThat(SyncDriver.ofType(PatientsUpserted.class, events)).hasSize(2);
    assertThat(rows(clinic)).isEqualTo(199);
  }

  @Test
  void a_cancel_request_reaches_a_worker_in_another_instance() {
    var held = SyncDriver.blockAtPage(cliniko, 3);
    var clinic = TestOrganizations.withCredentials(service);
    var syncId = SyncDriver.start(service, clinic).syncId();

    database.execute(
        "update sync_runs set cancel_requested_by = 'someone' where sync_id = ?", syncId.value());

    assertThat(SyncDriver.awaitEnd(clinic, syncId)).last().isInstanceOf(SyncCancelled.class);
    held.countDown();
  }

  private void awaitPages(StreamKey clinic, SyncId syncId, int pages) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                SyncDriver.ofType(PatientsUpserted.class, SyncDriver.events(clinic, syncId)).size()
                    >= pages);
  }

  private long rows(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from patients where organization_id = ?", clinic.organizationId().value());
  }
}
