package io.syncledger.sync.hostile;

import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.ClinikoShard;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.util.Map;

/** One service with short timeouts and pauses, for any number of clinics. */
final class HostileTestService implements AutoCloseable {
  private static final Map<String, Object> SHORT_TIMEOUTS =
      Map.of(
          "datasources.sync.maximum-pool-size", 20,
          "syncledger.sync-service.cliniko.request-timeout", "1s",
          "syncledger.sync-service.cliniko.backoff", "5ms",
          "syncledger.sync-service.cliniko.rate-limit-window", "1s",
          "syncledger.sync-service.retry.backoff", "10ms",
          "syncledger.sync-service.retry.poll-interval", "50ms");

  private final ClinikoShard shard = ClinikoShard.open();
  private final TestDatabase database = TestDatabase.create();
  private final ServiceInstance service =
      ServiceInstance.start(database.url(), shard.baseUrl(), SHORT_TIMEOUTS);

  /** An organization with a small clinic of its own, which behaves well so far. */
  TestedClinic newClinic(long seed) {
    var clinic =
        Clinic.builder().patients(250).appointments(120).groupAppointments(8).seed(seed).build();
    var key = "SIMKEY-%d-%d-au4".formatted(seed, System.nanoTime());
    var cliniko =
        ClinikoSimulator.builder().clinic(clinic).apiKey(key).rateLimit(RateLimit.none()).start();
    shard.serve(key, cliniko);
    return new TestedClinic(
        service, database, TestOrganizations.withCredentials(service, key), cliniko, key);
  }

  ServiceInstance service() {
    return service;
  }

  TestDatabase database() {
    return database;
  }

  @Override
  public void close() {
    service.close();
    shard.close();
  }
}
