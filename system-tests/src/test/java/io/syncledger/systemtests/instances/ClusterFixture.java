package io.syncledger.systemtests.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.http.Role;
import io.syncledger.http.token.LocalTokenIssuer;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.systemtests.EventLogVerifier;
import io.syncledger.testkit.cliniko.ClinikoShard;
import io.syncledger.testkit.kafka.TestKafka;
import io.syncledger.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two instances on one database, with the organizations that they sync.
 *
 * @param url of the database
 */
record ClusterFixture(
    ClinikoShard shard, List<Tenant> tenants, String url, SyncServiceCluster cluster)
    implements AutoCloseable {
  private static final String SECRET = "endurance-endurance-endurance-endurance";
  private static final String CREDENTIALS_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
  private static final List<String> FAST_HEARTBEATS =
      List.of(
          "-Dsyncledger.sync-service.run.lease-renew-interval=500ms",
          "-Dsyncledger.sync-service.run.reap-interval=500ms");

  static ClusterFixture of(Path directory, int organizations) throws Exception {
    var shard = ClinikoShard.open();
    var tenants = IntStream.range(0, organizations).mapToObj(i -> Tenant.open(i, shard)).toList();
    var url = TestPostgres.shared().createDatabase();
    var cluster =
        new SyncServiceCluster(directory, settings(shard, url), FAST_HEARTBEATS, token(tenants));
    tenants.forEach(tenant -> connect(cluster.clients().getFirst(), tenant));
    return new ClusterFixture(shard, tenants, url, cluster);
  }

  private static Map<String, String> settings(ClinikoShard shard, String url) {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        TestKafka.shared().bootstrapServers(),
        "SYNC_DATABASE_URL",
        url,
        "SYNCLEDGER_JWT_SECRET",
        SECRET,
        "SYNCLEDGER_CREDENTIALS_KEY",
        CREDENTIALS_KEY,
        "CLINIKO_BASE_URL",
        shard.baseUrl().toString(),
        "CLINIKO_REQUESTS_PER_MINUTE",
        "0",
        "SYNCLEDGER_RUN_LEASE",
        "3s",
        // A check would add events after everything has ended.
        "SYNCLEDGER_CHECK_AFTER_FULL_SYNC",
        "false");
  }

  private static String token(List<Tenant> tenants) {
    return new LocalTokenIssuer(SECRET, Clock.systemUTC())
        .issue(
            "endurance",
            tenants.stream().map(Tenant::id).toList(),
            Set.of(Role.ADMIN),
            Duration.ofHours(2));
  }

  private static void connect(ApiClient api, Tenant tenant) {
    var created =
        api.post(
            "/api/v1/organizations",
            "{\"organization_id\": \"%s\", \"name\": \"A clinic\"}".formatted(tenant.id()));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    api.put(
        "/api/v1/organizations/" + tenant.id() + "/credentials/cliniko",
        "{\"api_key\": \"" + tenant.key() + "\"}");
  }

  /** Verifies what the instances have written. */
  EventLogVerifier ledger() throws SQLException {
    return new EventLogVerifier(
        DriverManager.getConnection(url), TestKafka.shared().bootstrapServers());
  }

  @Override
  public void close() {
    cluster.close();
    tenants.forEach(Tenant::close);
    shard.close();
  }
}
