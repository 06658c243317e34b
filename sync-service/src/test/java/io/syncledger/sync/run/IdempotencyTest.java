package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncId;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends BlockedSyncService {
  @Test
  void the_same_idempotency_key_gets_the_first_response_again() {
    var path = "/api/v1/cliniko/sync-all/" + clinic.organizationId();
    var first = operator.post(path, "Idempotency-Key", "k-1");
    latch.countDown();
    SyncDriver.awaitEnd(clinic, new SyncId(text(first, "sync_id")));

    var second = operator.post(path, "Idempotency-Key", "k-1");
    var other =
        operator.post("/api/v1/sync/start/" + clinic.organizationId(), "Idempotency-Key", "k-1");
    var malformed = operator.post(path, "Idempotency-Key", "k 1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("details").path("error_type").asText())
        .isEqualTo("idempotency_key_reused");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(
            database.queryLong(
                "select count(*) from sync_runs where organization_id = ?",
                clinic.organizationId().value()))
        .isEqualTo(1);
  }

  @Test
  void an_idempotency_key_is_forgotten_after_24_hours() {
    var path = "/api/v1/cliniko/sync-all/" + clinic.organizationId();
    var first = operator.post(path, "Idempotency-Key", "k-1");
    latch.countDown();
    SyncDriver.awaitEnd(clinic, new SyncId(text(first, "sync_id")));
    database.execute(
        "update idempotency_keys set answered_at = answered_at - interval '24 hours'"
            + " where organization_id = ?",
        clinic.organizationId().value());

    var second = operator.post(path, "Idempotency-Key", "k-1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(text(second, "sync_id")).isNotEqualTo(text(first, "sync_id"));
  }
}
