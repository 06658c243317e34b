package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.Database;
import io.syncledger.sync.Instance;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each test has a service and a clinic of its own, as it changes what the clinic has. */
@SuppressWarnings("NullAway.Init")
abstract class ServiceOfItsOwn {
  final Database database = Database.create();
  ClinikoSimulator cliniko;
  Instance service;
  StreamKey clinic;

  abstract Clinic source();

  @BeforeEach
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(source())
            .apiKey(Clinics.KEY)
            .rateLimit(RateLimit.none())
            .start();
    service = Instance.start(database.url(), cliniko.baseUrl(), Map.of());
    clinic = Clinics.connected(service);
  }

  @AfterEach
  void stop() {
    service.close();
    cliniko.close();
  }
}
