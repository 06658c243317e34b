package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each test has a service and a clinic of its own, because it changes the clinic's records. */
@SuppressWarnings("NullAway.Init")
abstract class ServicePerTest {
  final TestDatabase database = TestDatabase.create();
  ClinikoSimulator cliniko;
  ServiceInstance service;
  StreamKey clinic;

  abstract Clinic source();

  @BeforeEach
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(source())
            .apiKey(TestOrganizations.KEY)
            .rateLimit(RateLimit.none())
            .start();
    service = ServiceInstance.start(database.url(), cliniko.baseUrl(), Map.of());
    clinic = TestOrganizations.withCredentials(service);
  }

  @AfterEach
  void stop() {
    service.close();
    cliniko.close();
  }
}
