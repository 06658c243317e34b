package io.syncledger.sync.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncMode;
import io.syncledger.events.fold.Anomalies;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.run.SyncDriver;
import io.syncledger.testkit.cliniko.fault.Fault;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The start of checks, the roles that may start them, and the publication of their results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsistencyCheckerTest {
  private final CheckedClinic checked = CheckedClinic.start();

  @BeforeEach
  void connect() {
    checked.connect();
  }

  @AfterEach
  void calm() {
    checked.cliniko().faults().clear();
  }

  @AfterAll
  void stop() {
    checked.close();
  }

  @Test
  void a_check_is_reported_as_an_event_of_the_latest_sync() {
    checked.sync();
    checked
        .database()
        .execute(
            "delete from patients where organization_id = ? and archived_at is null"
                + " and cliniko_patient_id = (select min(cliniko_patient_id) from patients"
                + " where archived_at is null)",
            checked.organization().value());
    checked.check();

    var events =
        await()
            .atMost(CheckedClinic.TIMEOUT)
            .until(
                () -> EventLog.events(checked.organization()),
                stored -> stored.getLast() instanceof ConsistencyChecked);
    var reported = (ConsistencyChecked) events.getLast();
    var end = (SyncCompleted) events.get(events.size() - 2);

    assertThat(reported.envelope().syncId()).isEqualTo(end.envelope().syncId());
    assertThat(reported.envelope().sequence()).isEqualTo(end.envelope().sequence() + 1);
    assertThat(reported.counts())
        .containsEntry("patients", new ConsistencyChecked.Count(119, 120L))
        .hasSize(8);
    assertThat(reported.sampled()).isEqualTo(100);
    assertThat(reported.mismatched()).isZero();
    assertThat(EventLog.fold(events).anomalies()).isEqualTo(Anomalies.NONE);
  }

  @Test
  void a_refused_key_ends_the_check_and_is_not_used_again() {
    checked.sync();
    checked.cliniko().faults().add(Faults.keyRevoked());
    long before = checked.cliniko().traffic().total();

    var refused = checked.check();

    assertThat(refused.path("status").asText()).isEqualTo("unverified");
    assertThat(refused.path("unverified")).hasSize(8);
    assertThat(checked.cliniko().traffic().total()).isEqualTo(before + 1);
    assertThat(
            checked
                .service()
                .bean(CredentialStore.class)
                .status(checked.clinic())
                .orElseThrow()
                .valid())
        .isFalse();

    var again = checked.check();

    assertThat(again.path("unverified").path(0).path("error_code").asText())
        .isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(checked.cliniko().traffic().total()).isEqualTo(before + 1);
  }

  @Test
  void one_check_runs_at_a_time_and_is_shown_as_running() {
    checked.sync();
    var open = new CountDownLatch(1);
    checked
        .cliniko()
        .faults()
        .add(
            Fault.of(
                (_, rest) -> {
                  open.await();
                  return rest.proceed();
                }));
    var operator = ApiClient.withRole(checked.service(), Role.OPERATOR, checked.organization());

    var first = operator.post(checked.path("check"), "Idempotency-Key", "a");
    var second = operator.post(checked.path("check"));
    var latest = operator.get(checked.path("latest")).json();
    open.countDown();

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("Location")).isEqualTo(checked.path("latest"));
    assertThat(second.json().path("check_id")).isEqualTo(first.json().path("check_id"));
    assertThat(latest.path("status").asText()).isEqualTo("running");
    assertThat(latest.path("consistent").asBoolean()).isFalse();
    assertThat(checked.awaitResult().path("check_id")).isEqualTo(first.json().path("check_id"));
    assertThat(operator.post(checked.path("check"), "Idempotency-Key", "a").json().path("check_id"))
        .isEqualTo(first.json().path("check_id"));
    assertThat(operator.post(checked.path("check"), "Idempotency-Key", "b").json().path("check_id"))
        .isNotEqualTo(first.json().path("check_id"));
    checked.awaitResult();
  }

  @Test
  void an_abandoned_check_does_not_block_the_next_one() {
    checked
        .database()
        .execute(
            """
            insert into consistency_checks (check_id, organization_id, service, status, started_at)
            values ('lost-' || ?, ?, 'cliniko', 'running', now() - interval '31 minutes')
            """,
            checked.organization().value(),
            checked.organization().value());
    var viewer = ApiClient.withRole(checked.service(), Role.VIEWER, checked.organization());

    var lost = viewer.get(checked.path("latest")).json();

    assertThat(lost.path("status").asText()).isEqualTo("unverified");
    assertThat(lost.path("unverified").path(0).path("error_code").asText())
        .isEqualTo("WORKER_LOST");
    assertThat(checked.check().path("check_id").asText()).doesNotStartWith("lost-");
  }

  @Test
  void viewers_read_and_operators_check() {
    var viewer = ApiClient.withRole(checked.service(), Role.VIEWER, checked.organization());
    var stranger = ApiClient.withRole(checked.service(), Role.ADMIN);

    assertThat(viewer.post(checked.path("check")).status()).isEqualTo(403);
    assertThat(viewer.get(checked.path("latest")).status()).isEqualTo(404);
    assertThat(stranger.get(checked.path("latest")).status()).isEqualTo(403);
    assertThat(stranger.post(checked.path("check")).status()).isEqualTo(403);
  }

  @Test
  void a_full_sync_is_followed_by_a_check_and_an_incremental_one_is_not() {
    try (var other =
        ServiceInstance.start(
            checked.database().url(),
            checked.cliniko().baseUrl(),
            Map.of("syncledger.sync-service.consistency.after-full-sync", true))) {
      var run = SyncDriver.runFull(other, checked.clinic(), SyncMode.PATIENTS_ONLY);
      var syncId = run.getFirst().envelope().syncId();

      var events =
          await()
              .atMost(CheckedClinic.TIMEOUT)
              .until(
                  () -> SyncDriver.events(checked.clinic(), syncId),
                  stored -> stored.getLast() instanceof ConsistencyChecked);
      assertThat(SyncDriver.ofType(ConsistencyChecked.class, events)).hasSize(1);
      assertThat(checked.awaitResult().path("sync_id").asText()).isEqualTo(syncId.value());

      List<SyncEvent> incremental = SyncDriver.run(other, checked.clinic(), SyncMode.PATIENTS_ONLY);
      assertThat(SyncDriver.terminalEvent(SyncCompleted.class, incremental)).isNotNull();
    }
    assertThat(
            checked
                .database()
                .queryLong(
                    "select count(*) from consistency_checks where organization_id = ?",
                    checked.organization().value()))
        .isEqualTo(1);
  }
}
