package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.http.token.LocalTokenIssuer;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.systemtests.SyncServiceProcess;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.kafka.TestKafka;
import io.syncledger.testkit.postgres.TestPostgres;
import io.syncledger.testkit.server.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** A sync-service under measurement, with a heap of 256 MiB. */
record BenchmarkSyncService(ServiceProcess process, BenchmarkDatabase database)
    implements AutoCloseable {
  static final String KEY = "SIMKEY-benchmark-au4";
  private static final String ORGANIZATION = "org_benchmark";
  private static final String SECRET = "benchmark-benchmark-benchmark-benchmark";

  /** Turns off the check after a full sync, which would be measured with the next sync. */
  private static final String NOTHING_AFTER =
      "-Dsyncledger.sync-service.consistency.after-full-sync=false";

  private static final String CREDENTIALS_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  /**
   * @param requestsPerMinute the rate limit of the service; 0 for none
   */
  static BenchmarkSyncService start(Path directory, ClinikoSimulator cliniko, int requestsPerMinute)
      throws IOException, SQLException {
    return start(directory, cliniko, requestsPerMinute, TestPostgres.shared());
  }

  /** The same with a separate database server. */
  static BenchmarkSyncService start(
      Path directory, ClinikoSimulator cliniko, int requestsPerMinute, TestPostgres postgres)
      throws IOException, SQLException {
    var database = new BenchmarkDatabase(postgres.createDatabase());
    var log = directory.resolve("sync-service.log");
    var settings = settings(cliniko, database, requestsPerMinute);
    var service =
        new BenchmarkSyncService(SyncServiceProcess.start(log, settings, NOTHING_AFTER), database);
    service.connect(ORGANIZATION);
    return service;
  }

  private static Map<String, String> settings(
      ClinikoSimulator cliniko, BenchmarkDatabase database, int requestsPerMinute) {
    var settings = new HashMap<String, String>();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", TestKafka.shared().bootstrapServers());
    settings.put("SYNC_DATABASE_URL", database.url());
    settings.put("SYNCLEDGER_JWT_SECRET", SECRET);
    settings.put("SYNCLEDGER_CREDENTIALS_KEY", CREDENTIALS_KEY);
    settings.put("CLINIKO_BASE_URL", cliniko.baseUrl().toString());
    settings.put("CLINIKO_REQUESTS_PER_MINUTE", Integer.toString(requestsPerMinute));
    return settings;
  }

  private void connect(String organization) {
    var api = api(organization);
    api.post(
        "/api/v1/organizations",
        "{\"organization_id\": \"%s\", \"name\": \"Benchmark\"}".formatted(organization));
    api.put(
        "/api/v1/organizations/" + organization + "/credentials/cliniko",
        "{\"api_key\": \"" + KEY + "\"}");
  }

  private ApiClient api(String organization) {
    var token =
        new LocalTokenIssuer(SECRET, Clock.systemUTC())
            .issue(
                "benchmark",
                List.of(new OrganizationId(organization)),
                Set.of(Role.ADMIN),
                Duration.ofHours(1));
    return new ApiClient(process.base(), token);
  }

  /** Starts a sync of patients only; the first one is full. */
  String start() {
    return start(ORGANIZATION, "");
  }

  private String start(String organization, String more) {
    var path = "/api/v1/cliniko/sync/" + organization + "?mode=patients-only" + more;
    var response = api(organization).post(path);
    assertThat(response.status()).as(response.text()).isEqualTo(202);
    return response.json().get("sync_id").asText();
  }

  /** The same for a new organization. */
  String startFor(String organization) {
    connect(organization);
    return start(organization, "");
  }

  void cancel(String organization, String syncId, Duration timeout) {
    api(organization).post("/api/v1/sync/cancel/" + syncId);
    Awaitility.await().atMost(timeout).until(() -> database.hasEnded(syncId));
  }

  /** Starts a sync and waits until it has completed. */
  String run(Duration timeout) throws SQLException {
    return awaitSuccess(start(), timeout);
  }

  /** The same as a full sync. */
  String runFull(Duration timeout) throws SQLException {
    return awaitSuccess(start(ORGANIZATION, "&full=true"), timeout);
  }

  private String awaitSuccess(String syncId, Duration timeout) throws SQLException {
    Awaitility.await()
        .atMost(timeout)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> database.hasEnded(syncId));
    assertThat(database.hasCompleted(syncId)).as("completed").isTrue();
    return syncId;
  }

  @Override
  public void close() throws SQLException {
    process.close();
    database.close();
  }
}
