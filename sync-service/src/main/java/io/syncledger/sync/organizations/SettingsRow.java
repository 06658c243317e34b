package io.syncledger.sync.organizations;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code organization_settings}; null is what the organisation left to the service.
 *
 * @param version grows with every change
 */
@MappedEntity("organization_settings")
record SettingsRow(
    @Id String organizationId,
    @Nullable Integer intervalMinutes,
    @Nullable Boolean paused,
    @Nullable Boolean adaptive,
    @Nullable String syncMode,
    long version,
    long appliedVersion,
    @Nullable Instant updatedAt) {

  /** Nothing chosen yet. */
  static SettingsRow none(String organizationId) {
    return new SettingsRow(organizationId, null, null, null, null, 0, 0, null);
  }

  SyncSettings orElse(SettingDefaults defaults) {
    return new SyncSettings(
        Duration.ofMinutes(intervalMinutes == null ? defaults.intervalMinutes() : intervalMinutes),
        Boolean.TRUE.equals(paused),
        Boolean.TRUE.equals(adaptive),
        syncMode == null ? defaults.syncMode() : mode(syncMode),
        updatedAt);
  }

  private static Mode mode(String text) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.toString().equals(text))
        .findFirst()
        .orElseThrow();
  }
}
