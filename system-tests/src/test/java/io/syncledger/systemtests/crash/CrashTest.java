package io.syncledger.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncId;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.systemtests.EventLogVerifier;
import io.syncledger.systemtests.StandaloneProcess;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.verification.LocalCopy;
import io.syncledger.testkit.verification.LocalCopy.Tolerance;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the whole process at ten random moments of a run: nothing is lost or duplicated, and each
 * interrupted run is retried.
 */
@Order(1) // It takes longest.
class CrashTest {
  private static final int KILLS = 10;
  private static final int PATIENTS = 1_500;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String ORGANIZATION = "org_demo";
  private static final String KEY = "SIMKEY-crash-au4";
  private static final String START =
      "/api/v1/cliniko/sync/" + ORGANIZATION + "?mode=comprehensive&full=true";

  @TempDir Path directory;

  private final Random random = new Random(20261122);

  @Test
  void after_each_kill_the_run_ends_stale_and_is_retried_and_every_view_equals_the_fold()
      throws Exception {
    try (var cliniko = cliniko()) {
      var settings = settings(cliniko);
      var killed = new ArrayList<String>();
      for (int kill = 0; kill < KILLS; kill++) {
        killed.add(startAndKill(start(settings), kill % 2 == 0));
      }
      var server = start(settings);
      var last = startWhenFree(server.api());
      awaitStatus(server.api(), last, "completed");

      assertThat(proof(server.api(), last).path("verdict").asText()).isEqualTo("proven");
      var events = committedEvents(server);
      var runs = EventLogVerifier.foldWithoutAnomalies(events);
      assertStaleAndTriedAgain(events, runs, killed);
      new RunViews(server).assertThatAllEqual(runs);
      assertThat(
              new LocalCopy(server.jdbcUrl(), ORGANIZATION)
                  .differences(cliniko.clinic(), Tolerance.NONE))
          .isEmpty();
      server.stop();
    }
  }

  private static ClinikoSimulator cliniko() {
    var cliniko =
        ClinikoSimulator.builder()
            .clinic(Clinic.generated(PATIENTS, 7))
            .apiKey(KEY)
            .rateLimit(RateLimit.none())
            .start();
    cliniko.faults().add(Faults.latency(Duration.ofMillis(60)));
    return cliniko;
  }

  private static Map<String, String> settings(ClinikoSimulator cliniko) {
    return Map.of(
        "CLINIKO_BASE_URL",
        cliniko.baseUrl().toString(),
        "CLINIKO_API_KEY",
        KEY,
        "CLINIKO_REQUESTS_PER_MINUTE",
        "0",
        "ENABLE_SYNC_SCHEDULER",
        "false",
        "SYNCLEDGER_RUN_LEASE",
        "4s",
        // A check would add events after the last run has ended.
        "SYNCLEDGER_CHECK_AFTER_FULL_SYNC",
        "false");
  }

  private StandaloneProcess start(Map<String, String> settings) throws Exception {
    return StandaloneProcess.start(directory.resolve("data"), directory, settings);
  }

  /**
   * Starts a run and kills the process within 900 ms. A run takes longer than a second: about
   * thirty requests of 60 ms each, plus the time to store their records.
   */
  private String startAndKill(StandaloneProcess server, boolean withChildren) throws IOException {
    var syncId = startWhenFree(server.api());
    var moment = Duration.ofMillis(random.nextLong(900));
    Awaitility.await().pollDelay(moment).until(() -> true);
    server.kill(withChildren);
    return syncId;
  }

  /** Starts a full run as soon as no retry is running. */
  private static String startWhenFree(ApiClient api) {
    return Awaitility.await()
        .atMost(TIMEOUT)
        .until(() -> api.post(START), a -> a.status() == 202)
        .json()
        .get("sync_id")
        .asText();
  }

  private static void awaitStatus(ApiClient api, String syncId, String status) {
    Awaitility.await(syncId)
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(api.status(syncId)).isEqualTo(status));
  }

  private static JsonNode proof(ApiClient api, String syncId) {
    return api.get("/api/v1/sync/proof/" + syncId).json();
  }

  /**
   * Asserts that each killed run ended with a lost worker, and that it was followed by a retry that
   * completed or was superseded by the next start.
   */
  private static void assertStaleAndTriedAgain(
      List<SyncEvent> events, Map<SyncId, RunState> runs, List<String> killed) {
    for (var syncId : killed) {
      assertThat(runs.get(new SyncId(syncId)).ending())
          .as(syncId)
          .isInstanceOfSatisfying(
              SyncEvent.SyncFailed.class,
              failed -> assertThat(failed.failure().errorCode()).isEqualTo("WORKER_LOST"));
    }
    var retried =
        runs.values().stream()
            .filter(run -> run.started() != null && run.started().retryOf() != null)
            .toList();
    assertThat(retried)
        .allSatisfy(retry -> assertThat(retry.status()).isEqualTo(RunStatus.COMPLETED))
        .extracting(retry -> retry.started().retryOf().value())
        .doesNotHaveDuplicates()
        .isSubsetOf(killed);
    assertThat(events.stream().filter(SyncEvent.SyncRetryScheduled.class::isInstance))
        .extracting(event -> event.envelope().syncId().value())
        .containsExactlyInAnyOrderElementsOf(killed);
  }

  /** All committed events, after asserting that Kafka has each of them exactly once. */
  private static List<SyncEvent> committedEvents(StandaloneProcess server) throws Exception {
    try (var connection = DriverManager.getConnection(server.jdbcUrl())) {
      var ledger = new EventLogVerifier(connection, server.bootstrapServers());
      ledger.awaitOutboxPublished();
      return ledger.assertLogEqualsOutbox(Set.of(new OrganizationId(ORGANIZATION)));
    }
  }
}
