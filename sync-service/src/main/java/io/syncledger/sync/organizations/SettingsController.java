package io.syncledger.sync.organizations;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.OrganizationId;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows and changes the settings of an organization's scheduled syncs. */
@Controller("/api/v1/organizations/{organization_id}/settings")
@Secured(Role.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
class SettingsController {
  private final SyncSettingsStore store;
  private final Organizations organizations;

  SettingsController(SyncSettingsStore store, Organizations organizations) {
    this.store = store;
    this.organizations = organizations;
  }

  /**
   * @param intervalMinutes from one scheduled sync to the next
   * @param paused whether scheduled syncs are suspended
   * @param adaptive whether the interval follows how much the syncs change
   * @param syncMode the mode of scheduled syncs
   * @param updatedAt null while all settings are the service's defaults
   */
  @Serdeable
  record SettingsView(
      String organizationId,
      long intervalMinutes,
      boolean paused,
      boolean adaptive,
      String syncMode,
      @Nullable Instant updatedAt) {

    private static SettingsView of(OrganizationId organizationId, SyncSettings settings) {
      return new SettingsView(
          organizationId.value(),
          settings.interval().toMinutes(),
          settings.paused(),
          settings.adaptive(),
          settings.syncMode().toString(),
          settings.updatedAt());
    }
  }

  @Get
  SettingsView get(@PathVariable("organization_id") OrganizationId organizationId) {
    if (!organizations.exists(organizationId)) {
      throw Problem.notFound("There is no such organization");
    }
    return SettingsView.of(organizationId, store.get(organizationId));
  }

  /** Changes to settings, as the API describes them; null restores the service's default. */
  @Serdeable
  record WantedSettings(
      @Nullable Integer intervalMinutes,
      @Nullable Boolean paused,
      @Nullable Boolean adaptive,
      @Nullable String syncMode) {}

  /**
   * Changes the settings that the body names: {@code interval_minutes}, {@code paused}, {@code
   * adaptive}, {@code sync_mode}. The others stay; null restores the service's default.
   */
  @Put
  SettingsView put(
      @PathVariable("organization_id") OrganizationId organizationId,
      @Body @Schema(implementation = WantedSettings.class) JsonNode body) {
    return SettingsView.of(organizationId, store.change(organizationId, body));
  }
}
