package io.syncledger.query.alerts.thresholds;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.wire.EventJson;
import io.syncledger.http.Caller;
import io.syncledger.http.Role;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The thresholds at which an organization's alerts fire. */
@Controller("/api/v1/alerts/{organization_id}/settings")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ThresholdsController {
  private final ThresholdStore thresholds;

  ThresholdsController(ThresholdStore thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * @param service null: for all services without thresholds of their own
   * @param thresholds the values in force
   * @param changed the values set here; the others follow the default, or what is set for all
   *     services
   */
  @Serdeable
  record View(
      String organizationId,
      @Nullable String service,
      SortedMap<String, Object> thresholds,
      SortedMap<String, Object> changed) {

    static View of(
        OrganizationId organization,
        @Nullable ServiceName service,
        ThresholdStore.Setting setting) {
      return new View(
          organization.value(),
          service == null ? null : service.value(),
          ThresholdOverrides.parse(EventJson.write(setting.effective())),
          setting.overrides());
    }
  }

  /** The thresholds in force for all services, or for one. */
  @Get
  @Secured(Role.VIEWER)
  View get(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Nullable @QueryValue ServiceName service) {
    return View.of(organizationId, service, thresholds.get(organizationId, name(service)));
  }

  /**
   * Changes the thresholds that the body names, such as {@code {"consecutive_failures": 5}}; null
   * resets one to its default. With a {@code service}, only for that service. Alerts are evaluated
   * again at once.
   */
  @Put
  View put(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Nullable @QueryValue ServiceName service,
      @Body JsonNode body,
      Caller caller) {
    return View.of(
        organizationId, service, thresholds.put(organizationId, name(service), body, caller));
  }

  private static String name(@Nullable ServiceName service) {
    return service == null ? ThresholdOverrides.EVERY_SERVICE : service.value();
  }
}
