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
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** From where on an organisation's alerts fire. */
@Controller("/api/v1/alerts/{organization_id}/settings")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ThresholdsController {
  private final ThresholdSettings settings;

  ThresholdsController(ThresholdSettings settings) {
    this.settings = settings;
  }

  /**
   * @param service null: for all services that have none of their own
   * @param thresholds what holds
   * @param changed what of it was set here; the rest follows the default, or what is set for all
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
        ThresholdSettings.Chosen chosen) {
      var effective = new String(EventJson.write(chosen.effective()), StandardCharsets.UTF_8);
      return new View(
          organization.value(),
          service == null ? null : service.value(),
          ThresholdOverrides.parse(effective),
          chosen.set());
    }
  }

  /** The thresholds that hold for all services, or for one. */
  @Get
  @Secured(Role.VIEWER)
  View get(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Nullable @QueryValue ServiceName service) {
    return View.of(organizationId, service, settings.get(organizationId, name(service)));
  }

  /**
   * Changes the thresholds that the body names, such as {@code {"consecutive_failures": 5}}; null
   * is back to the default. With a {@code service}, for that service alone. What fires already is
   * judged anew at once.
   */
  @Put
  View put(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Nullable @QueryValue ServiceName service,
      @Body JsonNode body,
      Caller caller) {
    return View.of(
        organizationId, service, settings.put(organizationId, name(service), body, caller));
  }

  private static String name(@Nullable ServiceName service) {
    return service == null ? ThresholdOverrides.EVERY_SERVICE : service.value();
  }
}
