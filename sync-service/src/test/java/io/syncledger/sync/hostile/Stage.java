package io.syncledger.sync.hostile;

import io.syncledger.sync.Clinics;
import io.syncledger.sync.Database;
import io.syncledger.sync.Instance;
import io.syncledger.testkit.cliniko.ClinikoShard;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.util.Map;

/** One service and any number of clinics of their own, with short timeouts, pauses and leases. */
final class Stage implements AutoCloseable {
  private static final Map<String, Object> IMPATIENT =
      Map.of(
          "datasources.sync.maximum-pool-size", 20,
          "syncledger.sync-service.cliniko.request-timeout", "1s",
          "syncledger.sync-service.cliniko.backoff", "5ms",
          "syncledger.sync-service.cliniko.rate-limit-window", "1s",
          "syncledger.sync-service.retry.backoff", "10ms",
          "syncledger.sync-service.retry.look-every", "50ms");

  private final ClinikoShard shard = ClinikoShard.open();
  private final Database database = Database.create();
  private final Instance service = Instance.start(database.url(), shard.baseUrl(), IMPATIENT);

  /** An organisation whose clinic behaves well so far. */
  Subject subject(Clinic clinic, long seed) {
    var key = "SIMKEY-%d-%d-au4".formatted(seed, System.nanoTime());
    var cliniko =
        ClinikoSimulator.builder().clinic(clinic).apiKey(key).rateLimit(RateLimit.none()).start();
    shard.serve(key, cliniko);
    return new Subject(service, database, Clinics.connected(service, key), cliniko, key);
  }

  Instance service() {
    return service;
  }

  Database database() {
    return database;
  }

  @Override
  public void close() {
    service.close();
    shard.close();
  }
}
