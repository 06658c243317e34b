package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncCancelled;
import io.syncledger.events.SyncId;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.run.state.LeaseRenewer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelApiTest extends BlockedSyncService {
  @Test
  void a_cancelled_sync_ends_and_cannot_be_cancelled_again() {
    var syncId = text(trigger("/api/v1/sync/trigger"), "sync_id");

    var answer = operator.post("/api/v1/sync/cancel/" + syncId);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.members())
        .containsExactly("message", "sync_id", "organization_id", "timestamp");
    List<SyncEvent> events = SyncDriver.awaitEnd(clinic, new SyncId(syncId));
    assertThat(SyncDriver.terminalEvent(SyncCancelled.class, events).requestedBy())
        .isEqualTo("someone");
    assertThat(operator.post("/api/v1/sync/cancel/" + syncId).status()).isEqualTo(409);
  }

  @Test
  void a_sync_of_another_organization_cannot_be_cancelled_and_is_not_found() {
    var syncId = text(trigger("/api/v1/sync/trigger"), "sync_id");
    var stranger = ApiClient.withRole(service, Role.ADMIN, new OrganizationId("org_stranger"));

    assertThat(stranger.post("/api/v1/sync/cancel/" + syncId).status()).isEqualTo(404);
    assertThat(operator.post("/api/v1/sync/cancel/sync_unknown").status()).isEqualTo(404);
    assertThat(liveRuns()).isEqualTo(1);
  }

  @Test
  void cleanup_ends_the_callers_stale_syncs_and_no_others() {
    var syncId = new SyncId(text(trigger("/api/v1/sync/trigger"), "sync_id"));
    assertThat(operator.post("/api/v1/sync/cleanup").json().path("cleaned_syncs").intValue())
        .isZero();
    awaitBlocked(syncId);
    service.bean(LeaseRenewer.class).unregister(syncId);
    database.execute(
        "update sync_runs set lease_until = now() - interval '1 minute' where sync_id = ?",
        syncId.value());
    var stranger = ApiClient.withRole(service, Role.OPERATOR, new OrganizationId("org_stranger"));

    assertThat(stranger.post("/api/v1/sync/cleanup").json().path("cleaned_syncs").intValue())
        .isZero();
    var cleaned = operator.post("/api/v1/sync/cleanup").json();

    assertThat(cleaned.path("message").asText()).isEqualTo("Cleaned up 1 stale sync");
    assertThat(cleaned.path("cleaned_syncs").intValue()).isEqualTo(1);
    assertThat(cleaned.path("timestamp").asText()).matches(INSTANT);
  }
}
