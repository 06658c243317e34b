package io.syncledger.sync.run;

import static org.awaitility.Awaitility.await;

import io.syncledger.events.SyncId;
import io.syncledger.sync.CapturedLog;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** All tests of a class share a service and a source, whose faults are cleared after each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
abstract class SharedService {
  /** Requests are not retried, and failed runs are retried almost at once. */
  static final Map<String, Object> RETRIES_SOON =
      Map.of(
          "syncledger.sync-service.retry.backoff", "20ms",
          "syncledger.sync-service.retry.poll-interval", "100ms",
          "syncledger.sync-service.cliniko.attempts", "1");

  final TestDatabase database = TestDatabase.create();
  ClinikoSimulator cliniko;
  ServiceInstance service;
  private final Map<String, Object> settings;

  SharedService() {
    this(Map.of());
  }

  SharedService(Map<String, Object> settings) {
    this.settings = settings;
  }

  @BeforeAll
  void start() {
    cliniko = simulator(Clinic.sample648());
    service = ServiceInstance.start(database.url(), cliniko.baseUrl(), settings);
  }

  static ClinikoSimulator simulator(Clinic served) {
    return ClinikoSimulator.builder()
        .clinic(served)
        .apiKey(TestOrganizations.KEY)
        .rateLimit(RateLimit.none())
        .start();
  }

  /**
   * Unblocks a worker whose run was ended by another instance, and waits until it has given up: its
   * requests would count as those of the next test.
   */
  static void releaseFencedWorker(CountDownLatch held, SyncId syncId) {
    try (var log = CapturedLog.ofClass(RunFinisher.class)) {
      held.countDown();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> log.contains("was ended by another instance", syncId.value()));
    }
  }

  @AfterAll
  void stop() {
    service.close();
    cliniko.close();
  }

  @AfterEach
  void clearFaults() {
    cliniko.faults().clear();
  }
}
