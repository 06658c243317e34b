package io.syncledger.sync.organizations;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.events.SyncMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code organization_settings}; null where the organization did not choose.
 *
 * @param version grows with every change
 */
@MappedEntity("organization_settings")
record SyncSettingsRow(
    @Id String organizationId,
    @Nullable Integer intervalMinutes,
    @Nullable Boolean paused,
    @Nullable Boolean adaptive,
    @Nullable String syncMode,
    long version,
    long appliedVersion,
    @Nullable Instant updatedAt) {

  /** Nothing chosen yet. */
  static SyncSettingsRow none(String organizationId) {
    return new SyncSettingsRow(organizationId, null, null, null, null, 0, 0, null);
  }

  SyncSettings withDefaults(SyncSettingsDefaults defaults) {
    return new SyncSettings(
        Duration.ofMinutes(intervalMinutes == null ? defaults.intervalMinutes() : intervalMinutes),
        Boolean.TRUE.equals(paused),
        Boolean.TRUE.equals(adaptive),
        syncMode == null ? defaults.syncMode() : SyncMode.parse(syncMode),
        updatedAt);
  }
}
