package io.syncledger.sync.organizations;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.syncledger.events.SyncMode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Settings of organizations that did not choose.
 *
 * @param intervalMinutes from one scheduled sync to the next ({@code SYNC_INTERVAL_MINUTES})
 * @param syncMode the mode of scheduled syncs ({@code SYNC_SCHEDULED_MODE})
 */
@ConfigurationProperties("syncledger.sync-service.scheduled-syncs")
public record SyncSettingsDefaults(
    @Min(1) @Max(SyncSettings.MAX_INTERVAL_MINUTES) @Bindable(defaultValue = "60")
        int intervalMinutes,
    @NotNull @Bindable(defaultValue = "comprehensive") SyncMode syncMode) {}
