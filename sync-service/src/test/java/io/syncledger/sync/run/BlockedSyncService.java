package io.syncledger.sync.run;

import static org.awaitility.Awaitility.await;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Each test has a clinic of its own, whose sync is blocked at page 2 until the test releases it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class BlockedSyncService {
  static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  final TestDatabase database = TestDatabase.create();
  ServiceInstance service;
  StreamKey clinic;
  ApiClient operator;
  CountDownLatch latch;
  private ClinikoSimulator cliniko;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .apiKey(TestOrganizations.KEY)
            .rateLimit(RateLimit.none())
            .start();
    // Stale runs stay stale until a test cleans them up.
    service =
        ServiceInstance.start(
            database.url(),
            cliniko.baseUrl(),
            Map.of("syncledger.sync-service.run.reap-interval", "1h"));
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  @BeforeEach
  void block() {
    latch = SyncDriver.blockAtPage(cliniko, 2);
    clinic = TestOrganizations.withCredentials(service);
    operator = ApiClient.withRole(service, Role.OPERATOR, clinic.organizationId());
  }

  /** Waits for the end: a sync still running would request pages that the next test counts. */
  @AfterEach
  void release() {
    cliniko.faults().clear();
    latch.countDown();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> database.queryLong("select count(*) from sync_runs where ended_at is null") == 0);
  }

  ApiClient.Response trigger(String path) {
    return operator.post(path, "X-Organization-ID", clinic.organizationId().value());
  }

  ApiClient.Response post(String path, String query) {
    return operator.post(path + clinic.organizationId() + query);
  }

  /** Releases the sync, awaits its end and returns its first event. */
  SyncStarted started(ApiClient.Response response, String idMember) {
    var syncId = new SyncId(text(response, idMember));
    latch.countDown();
    return (SyncStarted) SyncDriver.awaitEnd(clinic, syncId).getFirst();
  }

  /** Waits until the sync's first page is stored and the second is blocked. */
  void awaitBlocked(SyncId syncId) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                database.queryLong(
                        "select count(*) from run_positions where sync_id = ?"
                            + " and step = 'appointments:changes'",
                        syncId.value())
                    == 1);
  }

  long liveRuns() {
    return database.queryLong(
        "select count(*) from sync_runs where organization_id = ? and ended_at is null",
        clinic.organizationId().value());
  }

  static String text(ApiClient.Response response, String member) {
    return response.json().path(member).asText();
  }
}
