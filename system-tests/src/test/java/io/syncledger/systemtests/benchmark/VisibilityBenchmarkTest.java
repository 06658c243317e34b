package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.events.SyncEvent.PatientsUpserted;
import io.syncledger.events.wire.EventJson;
import io.syncledger.standalone.StandaloneOptions;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures the time from the commit of an event until a client sees it, over the live stream and by
 * polling progress. A page commits two events in one transaction; both count. The start of the
 * transaction is taken as the time of the commit, so the results include the transaction itself.
 */
@Tag("benchmark")
class VisibilityBenchmarkTest {
  private static final int PATIENTS = 60_000;

  /** There is one archived patient for every fifty others. */
  private static final int RECORDS = PATIENTS + (PATIENTS - 1) / 50;

  private static final String KEY = "SIMKEY-benchmark-au4";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NavigableMap<Long, Instant> streamed = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, Instant> polled = new ConcurrentSkipListMap<>();

  @Test
  void an_event_is_visible_within_500_ms_of_its_commit() throws Exception {
    try (var cliniko = cliniko();
        var server = StandaloneServer.start(options(cliniko))) {
      var api = new ApiClient(server.baseUrl(), server.token());
      warmUp(api, cliniko);
      cliniko.faults().add(Faults.latency(Duration.ofMillis(25)));
      Thread.ofVirtual().start(() -> api.stream("org_demo").forEach(this::frame));

      var syncId = start(api);
      var poller = poll(() -> api.get("/api/v1/sync/progress/" + syncId).jsonOrEmpty());
      awaitCompleted(api, syncId);
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> !streamed.isEmpty() && streamed.lastKey() == RECORDS);
      poller.interrupt();
      poller.join();

      var committed = committed(server.jdbcUrl(), syncId);
      var byStream = delays(committed, streamed);
      var byPolling = delays(committed, polled);
      System.out.println(byStream.describe("commit to live stream"));
      System.out.println(byPolling.describe("commit to GET progress"));
      assertThat(byStream.count()).isGreaterThanOrEqualTo(1_000);
      assertThat(byStream.quantile(0.99)).isLessThanOrEqualTo(500);
      assertThat(byPolling.quantile(0.99)).isLessThanOrEqualTo(500);
    }
  }

  private static ClinikoSimulator cliniko() {
    return ClinikoSimulator.builder()
        .clinic(Clinic.generated(PATIENTS, 11))
        .apiKey(KEY)
        .rateLimit(RateLimit.none())
        .start();
  }

  private static StandaloneOptions options(ClinikoSimulator cliniko) {
    return StandaloneOptions.ephemeral()
        .with("CLINIKO_BASE_URL", cliniko.baseUrl().toString())
        .with("CLINIKO_API_KEY", KEY)
        .with("CLINIKO_REQUESTS_PER_MINUTE", "0");
  }

  private static void warmUp(ApiClient api, ClinikoSimulator cliniko) {
    awaitCompleted(api, start(api));
    cliniko.faults().clear();
  }

  private static String start(ApiClient api) {
    var response = api.post("/api/v1/cliniko/sync/org_demo?mode=patients-only&full=true");
    assertThat(response.status()).as(response.text()).isEqualTo(202);
    return response.json().get("sync_id").asText();
  }

  private static void awaitCompleted(ApiClient api, String syncId) {
    Awaitility.await()
        .atMost(5, TimeUnit.MINUTES)
        .untilAsserted(() -> assertThat(api.status(syncId)).isEqualTo("completed"));
  }

  private void frame(String line) {
    var now = Instant.now();
    if (line.startsWith("data:")) {
      var progress = read(line.substring("data:".length()));
      if (!progress.path("status").asText().equals("completed") || !streamed.isEmpty()) {
        streamed.putIfAbsent(progress.path("records_processed").asLong(), now);
      }
    }
  }

  private Thread poll(Supplier<JsonNode> progress) {
    return Thread.ofVirtual()
        .start(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  var seen = progress.get().path("records_processed").asLong();
                  polled.putIfAbsent(seen, Instant.now());
                } catch (IllegalStateException e) {
                  return; // interrupted during a request: the run has ended
                }
              }
            });
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The time of each commit, by the number of records processed up to then. */
  private static NavigableMap<Long, Instant> committed(String jdbcUrl, String syncId)
      throws Exception {
    var committed = new TreeMap<Long, Instant>();
    long processed = 0;
    var sql =
        "select type, body, created_at from sync.outbox where event_id like ? and type like"
            + " '%PatientsUpserted%' order by id";
    try (var connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, syncId + "/%");
      var rows = statement.executeQuery();
      while (rows.next()) {
        var body = rows.getString(2).getBytes(StandardCharsets.UTF_8);
        var event = (PatientsUpserted) EventJson.readEvent(rows.getString(1), body);
        processed += event.upsert().records();
        committed.put(processed, rows.getTimestamp(3).toInstant());
      }
    }
    return committed;
  }

  /** Each page counts twice: its two events become visible together. */
  private static LatencySamples delays(
      NavigableMap<Long, Instant> committed, NavigableMap<Long, Instant> seen) {
    List<Double> delays = new ArrayList<>();
    committed.forEach(
        (processed, at) -> {
          var first = seen.ceilingEntry(processed);
          if (first != null) {
            double delay = Duration.between(at, first.getValue()).toNanos() / 1e6;
            delays.add(delay);
            delays.add(delay);
          }
        });
    return new LatencySamples(delays);
  }
}
