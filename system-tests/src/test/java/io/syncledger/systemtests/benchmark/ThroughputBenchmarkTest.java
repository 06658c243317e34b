package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.http.token.LocalTokens;
import io.syncledger.systemtests.Api;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.kafka.TestKafka;
import io.syncledger.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large clinic through sync-service with a heap of 256 MiB. Broker, database and simulator share
 * the same cores. The baseline is the database's own share: the same rows, from table to table, a
 * commit every hundred.
 */
@Tag("benchmark")
class ThroughputBenchmarkTest {
  private static final int PATIENTS = 100_000;
  private static final String ORGANIZATION = "org_benchmark";
  private static final String SECRET = "benchmark-benchmark-benchmark-benchmark";
  private static final String CREDENTIALS_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final String KEY = "SIMKEY-benchmark-au4";

  @TempDir Path directory;

  @Test
  void a_hundred_thousand_patients_are_synced_at_5000_a_second_in_256_mib() throws Exception {
    var clinic = Clinic.generated(PATIENTS, 5);
    try (var cliniko =
            ClinikoSimulator.builder()
                .clinic(clinic)
                .apiKey(KEY)
                .rateLimit(RateLimit.none())
                .start();
        var database = new Database(TestPostgres.shared().createDatabase());
        var service = SyncProcess.start(directory, settings(cliniko, database, "0"))) {
      prepare(service);
      double first = database.perSecond(run(service, database, Duration.ofMinutes(3)));
      double second = database.perSecond(run(service, database, Duration.ofMinutes(3)));
      double baseline = database.copyRate();

      System.out.printf(
          "first sync %.0f patients/s, unchanged sync %.0f patients/s,"
              + " database alone %.0f rows/s, ratio %.2f%n",
          first, second, baseline, first / baseline);
      assertThat(service.alive()).as("within its heap").isTrue();
      assertThat(database.count("sync.patients")).isEqualTo(PATIENTS);
      assertThat(first).isGreaterThanOrEqualTo(5_000);
    }
  }

  @Test
  void a_source_that_limits_the_rate_never_sees_more_than_200_requests_in_a_minute()
      throws Exception {
    var clinic = Clinic.generated(25_000, 6);
    try (var cliniko = ClinikoSimulator.builder().clinic(clinic).apiKey(KEY).start();
        var database = new Database(TestPostgres.shared().createDatabase());
        var service = SyncProcess.start(directory, settings(cliniko, database, "200"))) {
      prepare(service);
      run(service, database, Duration.ofMinutes(4));

      System.out.printf(
          "rate-limited sync: %d requests, most in a minute %d, refused %s%n",
          cliniko.traffic().total(),
          cliniko.traffic().mostInAMinute(),
          cliniko.traffic().byStatus().getOrDefault(429, 0L));
      assertThat(cliniko.traffic().total()).isGreaterThan(200);
      assertThat(cliniko.traffic().mostInAMinute()).isLessThanOrEqualTo(200);
      assertThat(cliniko.traffic().byStatus()).doesNotContainKey(429);
      assertThat(database.count("sync.patients")).isEqualTo(25_000);
    }
  }

  private static Map<String, String> settings(
      ClinikoSimulator cliniko, Database database, String requestsPerMinute) {
    var settings = new HashMap<String, String>();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", TestKafka.shared().bootstrapServers());
    settings.put("SYNC_DATABASE_URL", database.url());
    settings.put("SYNCLEDGER_JWT_SECRET", SECRET);
    settings.put("SYNCLEDGER_CREDENTIALS_KEY", CREDENTIALS_KEY);
    settings.put("CLINIKO_BASE_URL", cliniko.baseUrl().toString());
    settings.put("CLINIKO_REQUESTS_PER_MINUTE", requestsPerMinute);
    return settings;
  }

  private static Api api(SyncProcess service) {
    var token =
        new LocalTokens(SECRET, Clock.systemUTC())
            .issue(
                "benchmark",
                List.of(new OrganizationId(ORGANIZATION)),
                Set.of(Role.ADMIN),
                Duration.ofHours(1));
    return new Api(service.base(), token);
  }

  private static void prepare(SyncProcess service) {
    var api = api(service);
    api.post(
        "/api/v1/organizations",
        "{\"organization_id\": \"%s\", \"name\": \"Benchmark\"}".formatted(ORGANIZATION));
    api.put(
        "/api/v1/organizations/" + ORGANIZATION + "/credentials/cliniko",
        "{\"api_key\": \"" + KEY + "\"}");
  }

  private static String run(SyncProcess service, Database database, Duration patience) {
    var syncId = api(service).syncAll(ORGANIZATION);
    Awaitility.await().atMost(patience).until(() -> database.ended(syncId));
    return syncId;
  }

  /** What the service's tables say. */
  private record Database(String url, Connection connection) implements AutoCloseable {
    Database(String url) throws SQLException {
      this(url, DriverManager.getConnection(url));
    }

    boolean ended(String syncId) throws SQLException {
      return number(
              "select count(*) from sync.outbox where event_id like ? and type like"
                  + " '%SyncCompleted%'",
              syncId + "/%")
          == 1;
    }

    double perSecond(String syncId) throws SQLException {
      return number(
          """
          select %d / extract(epoch from max(created_at) - min(created_at))
          from sync.outbox where event_id like ?
          """
              .formatted(PATIENTS),
          syncId + "/%");
    }

    double copyRate() throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute(
            "create table sync.copy (like sync.patients including all excluding identity)");
      }
      long begin = System.nanoTime();
      try (var copy =
          connection.prepareStatement(
              "insert into sync.copy select * from sync.patients where id > ? and id <= ?")) {
        for (long id = 0; id < PATIENTS; id += 100) {
          copy.setLong(1, id);
          copy.setLong(2, id + 100);
          copy.execute();
        }
      }
      return PATIENTS / ((System.nanoTime() - begin) / 1e9);
    }

    long count(String table) throws SQLException {
      return (long) number("select count(*) from " + table);
    }

    private double number(String sql, String... arguments) throws SQLException {
      try (var statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < arguments.length; i++) {
          statement.setString(i + 1, arguments[i]);
        }
        var rows = statement.executeQuery();
        rows.next();
        return rows.getDouble(1);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
