package io.syncledger.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.EventId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.Topics;
import io.syncledger.systemtests.Api;
import io.syncledger.systemtests.Log;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole process is killed at ten random moments of a run; nothing is lost, nothing is there
 * twice.
 */
class CrashTest {
  private static final int KILLS = 10;
  private static final int PATIENTS = 1_500;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ORGANIZATION = "org_demo";
  private static final String KEY = "SIMKEY-crash-au4";

  @TempDir Path directory;

  private final Random random = new Random(20261122);

  @Test
  void after_each_kill_the_run_ends_stale_the_next_completes_and_every_view_equals_the_fold()
      throws Exception {
    try (var cliniko =
        ClinikoSimulator.builder()
            .clinic(Clinic.generated(PATIENTS, 7))
            .apiKey(KEY)
            .rateLimit(RateLimit.none())
            .start()) {
      cliniko.faults().add(Faults.latency(Duration.ofMillis(60)));
      var settings =
          Map.of(
              "CLINIKO_BASE_URL",
              cliniko.baseUrl().toString(),
              "CLINIKO_API_KEY",
              KEY,
              "CLINIKO_REQUESTS_PER_MINUTE",
              "0",
              "SYNCLEDGER_RUN_LEASE",
              "3s");
      var killed = new ArrayList<String>();
      for (int kill = 0; kill < KILLS; kill++) {
        var server = start(settings);
        killed.forEach(syncId -> awaitStatus(server.api(), syncId, "failed"));
        killed.add(startAndKill(server, kill % 2 == 0));
      }
      var server = start(settings);
      killed.forEach(syncId -> awaitStatus(server.api(), syncId, "failed"));
      var last = server.api().syncAll(ORGANIZATION);
      awaitStatus(server.api(), last, "completed");

      assertThat(proof(server.api(), last).path("verdict").asText()).isEqualTo("proven");
      assertThat(killed).hasSize(KILLS);
      assertStale(server, killed);
      assertThatEveryCommittedEventIsInKafkaOnce(server);
      assertThatEveryViewEqualsTheFold(server);
      server.stop();
    }
  }

  private ServerProcess start(Map<String, String> settings) throws Exception {
    return ServerProcess.start(directory.resolve("data"), directory, settings);
  }

  /**
   * A run takes about a second: sixteen pages, sixty milliseconds each and the time to store them.
   */
  private String startAndKill(ServerProcess server, boolean withChildren) {
    var syncId = server.api().syncAll(ORGANIZATION);
    var moment = Duration.ofMillis(random.nextLong(900));
    Awaitility.await().pollDelay(moment).until(() -> true);
    server.kill(withChildren);
    return syncId;
  }

  private static void awaitStatus(Api api, String syncId, String status) {
    Awaitility.await(syncId)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(api.status(syncId)).isEqualTo(status));
  }

  private static JsonNode proof(Api api, String syncId) {
    return api.get("/api/v1/sync/proof/" + syncId).body();
  }

  private static void assertStale(ServerProcess server, List<String> killed) {
    var runs = folded(events(server));
    for (var syncId : killed) {
      var run = runs.get(syncId);
      assertThat(run.status()).as(syncId).isEqualTo(RunStatus.FAILED);
      assertThat(run.ending())
          .as(syncId)
          .isInstanceOfSatisfying(
              SyncEvent.SyncFailed.class,
              failed -> assertThat(failed.failure().errorCode()).isEqualTo("WORKER_LOST"));
    }
  }

  private static void assertThatEveryCommittedEventIsInKafkaOnce(ServerProcess server)
      throws Exception {
    var committed = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(server.jdbcUrl());
        var rows = connection.createStatement().executeQuery("select event_id from sync.outbox")) {
      while (rows.next()) {
        committed.add(rows.getString(1));
      }
    }
    var published = events(server).stream().map(e -> e.envelope().id()).map(EventId::toString);
    assertThat(published).containsExactlyInAnyOrderElementsOf(committed).hasSizeGreaterThan(KILLS);
  }

  private static void assertThatEveryViewEqualsTheFold(ServerProcess server) {
    var expected = new TreeMap<String, String>();
    folded(events(server)).forEach((syncId, run) -> expected.put(syncId, json(run)));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(latestByKey(server, Topics.RUNS.name())).isEqualTo(expected);
              assertThat(views(server)).isEqualTo(expected);
            });
  }

  private static Map<String, RunState> folded(List<SyncEvent> events) {
    var runs = new TreeMap<String, RunState>();
    for (var event : events) {
      runs.compute(event.envelope().syncId().value(), (_, before) -> RunState.apply(before, event));
    }
    return runs;
  }

  private static List<SyncEvent> events(ServerProcess server) {
    var reader = Topics.EVENTS.value().deserializer();
    return Log.read(server.bootstrapServers(), Topics.EVENTS.name()).stream()
        .map(record -> reader.deserialize(record.topic(), record.headers(), record.value()))
        .toList();
  }

  private static Map<String, String> latestByKey(ServerProcess server, String topic) {
    var latest = new TreeMap<String, String>();
    for (var record : Log.read(server.bootstrapServers(), topic)) {
      latest.put(
          new String(record.key(), StandardCharsets.UTF_8),
          json(EventJson.read(record.value(), RunState.class)));
    }
    return latest;
  }

  private static Map<String, String> views(ServerProcess server) throws Exception {
    var views = new TreeMap<String, String>();
    try (var connection = DriverManager.getConnection(server.jdbcUrl());
        var rows =
            connection
                .createStatement()
                .executeQuery("select sync_id, state from query.sync_logs")) {
      while (rows.next()) {
        views.put(
            rows.getString(1),
            json(
                EventJson.read(
                    rows.getString(2).getBytes(StandardCharsets.UTF_8), RunState.class)));
      }
    }
    return views;
  }

  private static String json(RunState run) {
    return new String(EventJson.write(run), StandardCharsets.UTF_8);
  }
}
