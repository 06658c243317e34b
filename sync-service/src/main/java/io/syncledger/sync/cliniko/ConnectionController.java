package io.syncledger.sync.cliniko;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.http.Role;
import io.syncledger.sync.credentials.InteractiveCalls;
import io.syncledger.sync.source.cliniko.ApiKey;
import io.syncledger.sync.source.cliniko.ClinikoClient;
import io.syncledger.sync.source.cliniko.ClinikoSettings;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tests the connection to Cliniko with the stored API key. */
@Controller("/api/v1/cliniko/test-connection/{organization_id}")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
class ConnectionController {
  private final InteractiveCalls calls;
  private final ClinikoClient cliniko;
  private final Clock clock;

  ConnectionController(InteractiveCalls calls, ClinikoClient cliniko, Clock clock) {
    this.calls = calls;
    this.cliniko = cliniko;
    this.clock = clock;
  }

  /**
   * Result of a successful test.
   *
   * @param totalPatients as its list shows them; null when it reports none
   */
  @Serdeable
  @Schema(name = "ConnectionController.Healthy")
  record ConnectionStatus(
      boolean success,
      String connectionStatus,
      String apiRegion,
      long responseTimeMs,
      @Nullable Long totalPatients,
      Instant testTimestamp) {}

  @Get
  ConnectionStatus test(@PathVariable("organization_id") OrganizationId organizationId)
      throws InterruptedException {
    return calls.call(
        new StreamKey(organizationId, ClinikoSettings.SERVICE),
        context -> {
          var result = cliniko.testPatientList(context);
          return new ConnectionStatus(
              true,
              "healthy",
              new ApiKey(context.credential().text()).shard(),
              result.durationMs(),
              result.patients(),
              clock.instant());
        });
  }
}
