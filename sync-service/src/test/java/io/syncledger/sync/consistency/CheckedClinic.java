package io.syncledger.sync.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncMode;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.run.SyncDriver;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A clinic with records of every type, a service that syncs it, and their consistency checks. */
final class CheckedClinic implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final ClinikoSimulator cliniko;
  private final ServiceInstance service;
  private @Nullable StreamKey clinic;

  private CheckedClinic(ClinikoSimulator cliniko) {
    this.cliniko = cliniko;
    this.service =
        ServiceInstance.start(
            database.url(),
            cliniko.baseUrl(),
            Map.of("syncledger.sync-service.cliniko.attempts", 2));
  }

  static CheckedClinic start() {
    return new CheckedClinic(
        ClinikoSimulator.builder()
            .clinic(
                Clinic.builder()
                    .patients(120)
                    .appointments(80)
                    .groupAppointments(5)
                    .seed(3)
                    .build())
            .apiKey(TestOrganizations.KEY)
            .rateLimit(RateLimit.none())
            .start());
  }

  /** Connects the clinic to a new organization. */
  void connect() {
    clinic = TestOrganizations.withCredentials(service);
  }

  TestDatabase database() {
    return database;
  }

  ClinikoSimulator cliniko() {
    return cliniko;
  }

  ServiceInstance service() {
    return service;
  }

  StreamKey clinic() {
    return Objects.requireNonNull(clinic);
  }

  OrganizationId organization() {
    return clinic().organizationId();
  }

  void sync() {
    SyncDriver.terminalEvent(
        SyncCompleted.class, SyncDriver.runFull(service, clinic(), SyncMode.COMPREHENSIVE));
  }

  /** Starts a check and waits for its result. */
  JsonNode check() {
    var response = ApiClient.withRole(service, Role.OPERATOR, organization()).post(path("check"));
    assertThat(response.status()).isEqualTo(202);
    return awaitResult();
  }

  /** Waits for the result of the running check. */
  JsonNode awaitResult() {
    var viewer = ApiClient.withRole(service, Role.VIEWER, organization());
    return await()
        .atMost(TIMEOUT)
        .until(
            () -> viewer.get(path("latest")).json(),
            check -> !check.path("status").asText().equals("running"));
  }

  String path(String last) {
    return "/api/v1/consistency/" + organization() + "/" + last;
  }

  @Override
  public void close() {
    service.close();
    cliniko.close();
  }
}
