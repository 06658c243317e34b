package io.syncledger.systemtests.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.testkit.verification.LocalCopy;
import io.syncledger.testkit.verification.LocalCopy.Tolerance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Organizations that sync repeatedly, each start requested from both instances at once, while
 * instances are killed one after the other and the clinics' records keep changing.
 */
final class SoakTestScenario implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /**
   * @param runs the minimum number of starts per organization
   * @param kills the minimum number of kills
   */
  record Size(int organizations, int runs, int kills, Duration limit) {}

  private final Size size;
  private final ClusterFixture fixture;
  private final List<Tenant> tenants;
  private final Random random = new Random(20261122);
  private final AtomicInteger kills = new AtomicInteger();

  private SoakTestScenario(Size size, ClusterFixture fixture) {
    this.size = size;
    this.fixture = fixture;
    this.tenants = fixture.tenants();
  }

  static SoakTestScenario prepare(Path directory, Size size) throws Exception {
    return new SoakTestScenario(size, ClusterFixture.of(directory, size.organizations()));
  }

  /**
   * Runs the scenario and, when no more instances are killed, a last sync of each organization.
   *
   * @return the number of kills
   */
  int run() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var syncing =
          tenants.stream().map(tenant -> threads.submit(() -> syncRepeatedly(tenant))).toList();
      var killing = threads.submit(() -> killRepeatedly(syncing));
      await(syncing);
      killing.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      await(tenants.stream().map(tenant -> threads.submit(() -> syncFinally(tenant))).toList());
    }
    return kills.get();
  }

  private void await(List<? extends Future<?>> tasks) throws Exception {
    for (var task : tasks) {
      try {
        task.get(size.limit().toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      }
    }
  }

  private void syncRepeatedly(Tenant tenant) {
    for (int run = 0; run < size.runs() || kills.get() < size.kills(); run++) {
      tenant.editRecords();
      start(tenant, tenant.random().nextInt(4) == 0);
      awaitNoLiveRun(tenant);
    }
  }

  private void syncFinally(Tenant tenant) {
    awaitNoLiveRun(tenant);
    start(tenant, true);
    awaitNoLiveRun(tenant);
  }

  private void killRepeatedly(List<? extends Future<?>> syncing) {
    while (kills.get() < size.kills() || syncing.stream().anyMatch(task -> !task.isDone())) {
      Awaitility.await()
          .pollDelay(Duration.ofMillis(random.nextLong(1_000, 3_000)))
          .until(() -> true);
      try {
        fixture.cluster().killOne(random);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      kills.incrementAndGet();
    }
  }

  /** Requests a start from both instances at once, until one of them responds. */
  private void start(Tenant tenant, boolean full) {
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                fixture.cluster().clients().parallelStream()
                    .map(client -> startAt(client, tenant, full))
                    .collect(Collectors.toSet())
                    .contains(true));
  }

  private static boolean startAt(ApiClient client, Tenant tenant, boolean full) {
    try {
      var response =
          client.post(
              "/api/v1/cliniko/sync/%s?mode=comprehensive&full=%s".formatted(tenant.id(), full));
      if (response.status() >= 500) {
        return false;
      }
      assertThat(response.status()).as(response.text()).isIn(202, 409);
      return true;
    } catch (UncheckedIOException e) {
      return false; // just killed
    }
  }

  private void awaitNoLiveRun(Tenant tenant) {
    try (var own = DriverManager.getConnection(fixture.url());
        var live =
            own.prepareStatement(
                "select count(*) from sync.sync_runs where organization_id = ? and ended_at is"
                    + " null")) {
      live.setString(1, tenant.id().value());
      Awaitility.await()
          .atMost(TIMEOUT)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                var rows = live.executeQuery();
                return rows.next() && rows.getInt(1) == 0;
              });
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The differences between the tables of all organizations and their clinics. */
  List<String> differences() {
    var differences = new ArrayList<String>();
    for (var tenant : tenants) {
      differences.addAll(
          new LocalCopy(fixture.url(), tenant.id().value())
              .differences(tenant.cliniko().clinic(), Tolerance.NONE));
    }
    return differences;
  }

  Set<OrganizationId> organizations() {
    return tenants.stream().map(Tenant::id).collect(Collectors.toSet());
  }

  ClusterFixture fixture() {
    return fixture;
  }

  @Override
  public void close() {
    fixture.close();
  }
}
