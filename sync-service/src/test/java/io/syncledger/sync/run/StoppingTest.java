package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncId;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.Instance;
import io.syncledger.sync.run.lease.ActiveRuns;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Syncs that end before their time. */
class StoppingTest extends SharedService {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void an_instance_that_is_shut_down_ends_its_runs() {
    var held = Syncs.hold(cliniko, 2);
    var clinic = Clinics.connected(service);
    SyncId syncId;
    try (var other = Instance.start(database.url(), cliniko.baseUrl(), Map.of())) {
      syncId = Syncs.start(other, clinic).syncId();
      awaitPages(clinic, syncId, 1);
    } finally {
      held.countDown();
    }

    var failed = Syncs.ending(SyncFailed.class, Syncs.awaitEnd(clinic, syncId));

    assertThat(failed.failure().message()).isEqualTo("The service was stopped during the sync");
  }

  @Test
  void a_cancelled_sync_ends_after_the_page_in_hand() {
    var held = Syncs.hold(cliniko, 3);
    var clinic = Clinics.connected(service);
    var syncId = Syncs.start(service, clinic).syncId();
    awaitPages(clinic, syncId, 2);

    service.get(ActiveRuns.class).cancel(syncId, "someone");

    var events = Syncs.awaitEnd(clinic, syncId);
    held.countDown();
    assertThat(Syncs.ending(SyncCancelled.class, events).requestedBy()).isEqualTo("someone");
    assertThat(Syncs.only(PatientsUpserted.class, events)).hasSize(2);
    assertThat(rows(clinic)).isEqualTo(199);
  }

  @Test
  void a_wish_to_cancel_reaches_a_worker_in_another_instance() {
    var held = Syncs.hold(cliniko, 3);
    var clinic = Clinics.connected(service);
    var syncId = Syncs.start(service, clinic).syncId();

    database.execute(
        "update sync_runs set cancel_requested_by = 'someone' where sync_id = ?", syncId.value());

    assertThat(Syncs.awaitEnd(clinic, syncId)).last().isInstanceOf(SyncCancelled.class);
    held.countDown();
  }

  private void awaitPages(StreamKey clinic, SyncId syncId, int pages) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> Syncs.only(PatientsUpserted.class, Syncs.events(clinic, syncId)).size() >= pages);
  }

  private long rows(StreamKey clinic) {
    return database.number(
        "select count(*) from patients where organization_id = ?", clinic.organizationId().value());
  }
}
