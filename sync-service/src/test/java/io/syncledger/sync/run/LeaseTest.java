package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.ErrorType;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncEvent.SyncPlanned;
import io.syncledger.events.SyncId;
import io.syncledger.sync.EventLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.run.state.LeaseRenewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LeaseTest extends SharedService {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void of_many_simultaneous_starts_exactly_one_starts_a_sync() throws Exception {
    var held = SyncDriver.blockAtPage(cliniko, 2);
    var clinic = TestOrganizations.withCredentials(service);
    Callable<StartResult> start = () -> SyncDriver.start(service, clinic);

    List<StartResult> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(Collections.nCopies(12, start))) {
        answers.add(answer.get());
      }
    }
    held.countDown();

    assertThat(answers.stream().filter(StartResult::started)).hasSize(1);
    assertThat(answers).extracting(StartResult::syncId).containsOnly(answers.getFirst().syncId());
    assertThat(SyncDriver.awaitEnd(clinic, answers.getFirst().syncId()))
        .last()
        .isInstanceOf(SyncCompleted.class);
  }

  @Test
  void a_worker_that_lost_its_lease_writes_neither_rows_nor_events() {
    var held = SyncDriver.blockAtPage(cliniko, 3);
    var clinic = TestOrganizations.withCredentials(service);
    var first = SyncDriver.start(service, clinic);
    awaitPages(clinic, first.syncId(), 2);

    // A worker that is stalled does not renew its lease, but it may wake up.
    service.bean(LeaseRenewer.class).unregister(first.syncId());
    expire(first.syncId());
    await().atMost(PATIENCE).until(() -> ended(first.syncId()));
    var afterReaping = events(first.syncId());
    var rows = rows(clinic);
    releaseFencedWorker(held, first.syncId());

    assertThat(rows(clinic)).isEqualTo(rows).isEqualTo(199);
    assertThat(events(first.syncId())).isEqualTo(afterReaping);
    var stale =
        SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.events(clinic, first.syncId()));
    assertThat(stale.failure().errorType()).isEqualTo(ErrorType.STALE);
    assertThat(stale.failure().errorCode()).isEqualTo("WORKER_LOST");
    assertThat(stale.recordsProcessed()).isEqualTo(199);
  }

  @Test
  void each_run_of_a_clinic_has_a_greater_epoch_than_the_one_before() {
    var clinic = TestOrganizations.withCredentials(service);
    SyncDriver.run(service, clinic);
    SyncDriver.run(service, clinic);

    assertThat(
            database.query(
                "select epoch from sync_runs where organization_id = ? order by started_at",
                clinic.organizationId().value()))
        .extracting(row -> row.get("epoch"))
        .containsExactly(1L, 2L);
  }

  @Test
  void columns_that_each_page_updates_are_in_no_index() {
    SyncDriver.run(service, TestOrganizations.withCredentials(service));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        database.query(
                            """
                            select n_tup_upd as updates from pg_stat_user_tables
                            where relname = 'sync_runs' and n_tup_hot_upd > 0.5 * n_tup_upd
                            """))
                    .hasSize(1));
  }

  @Test
  void a_start_ends_a_run_whose_worker_is_gone_and_begins_another() {
    var held = SyncDriver.blockAtPage(cliniko, 1);
    var clinic = TestOrganizations.withCredentials(service);
    var first = SyncDriver.start(service, clinic);
    awaitPlanned(clinic, first.syncId());
    service.bean(LeaseRenewer.class).unregister(first.syncId());
    expire(first.syncId());

    var second = SyncDriver.start(service, clinic);
    cliniko.faults().clear();
    held.countDown();

    assertThat(second.started()).isTrue();
    assertThat(SyncDriver.awaitEnd(clinic, second.syncId()))
        .last()
        .isInstanceOf(SyncCompleted.class);
    assertThat(
            SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.events(clinic, first.syncId()))
                .failure()
                .errorCode())
        .isEqualTo("WORKER_LOST");
    // Within the key, the first run's end comes before the second one's start.
    var order =
        EventLog.events(clinic.organizationId()).stream()
            .map(event -> event.envelope().syncId())
            .toList();
    assertThat(order.lastIndexOf(first.syncId())).isLessThan(order.indexOf(second.syncId()));
  }

  @Test
  void a_worker_that_waits_for_the_source_keeps_its_lease() {
    var held = SyncDriver.blockAtPage(cliniko, 2);
    try (var instance =
        ServiceInstance.start(
            TestDatabase.create().url(),
            cliniko.baseUrl(),
            Map.of(
                "syncledger.sync-service.run.lease", "2s",
                "syncledger.sync-service.run.lease-renew-interval", "300ms",
                "syncledger.sync-service.run.reap-interval", "200ms"))) {
      var clinic = TestOrganizations.withCredentials(instance);
      var begun = System.nanoTime();
      var syncId = SyncDriver.start(instance, clinic).syncId();
      await()
          .atMost(PATIENCE)
          .until(() -> Duration.ofNanos(System.nanoTime() - begun).toSeconds() >= 5);
      held.countDown();

      assertThat(SyncDriver.awaitEnd(clinic, syncId)).last().isInstanceOf(SyncCompleted.class);
    }
  }

  @Test
  void another_instance_ends_the_runs_of_one_that_died() {
    var held = SyncDriver.blockAtPage(cliniko, 2);
    var clinic = TestOrganizations.withCredentials(service);
    try (var other = ServiceInstance.start(database.url(), cliniko.baseUrl(), Map.of())) {
      var syncId = SyncDriver.start(other, clinic).syncId();
      awaitPages(clinic, syncId, 1);
      // As if it had been killed: its lease is neither renewed nor given up.
      other.bean(LeaseRenewer.class).unregister(syncId);
      expire(syncId);

      var failed = SyncDriver.terminalEvent(SyncFailed.class, SyncDriver.awaitEnd(clinic, syncId));

      assertThat(failed.failure().errorCode()).isEqualTo("WORKER_LOST");
    } finally {
      held.countDown();
    }
  }

  /** Waits until the worker waits for its first page, and writes nothing more. */
  private static void awaitPlanned(StreamKey clinic, SyncId syncId) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                !SyncDriver.ofType(SyncPlanned.class, SyncDriver.events(clinic, syncId)).isEmpty());
  }

  private void awaitPages(StreamKey clinic, SyncId syncId, int pages) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                SyncDriver.ofType(PatientsUpserted.class, SyncDriver.events(clinic, syncId)).size()
                    >= pages);
  }

  /** Lets the lease expire, as if the worker had died. */
  private void expire(SyncId syncId) {
    database.execute(
        "update sync_runs set lease_until = now() - interval '1 minute' where sync_id = ?",
        syncId.value());
  }

  private boolean ended(SyncId syncId) {
    return database.queryLong(
            "select count(*) from sync_runs where sync_id = ? and ended_at is not null",
            syncId.value())
        == 1;
  }

  private List<Map<String, Object>> events(SyncId syncId) {
    return database.query(
        "select event_id, type from outbox where event_id like ? order by id", syncId + "/%");
  }

  private long rows(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from patients where organization_id = ?", clinic.organizationId().value());
  }
}
