package io.syncledger.query;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The interval between syncs.
 *
 * @param syncInterval how often a sync is expected; decides how fresh the data is considered
 */
@ConfigurationProperties("syncledger.query-api")
public record SyncIntervalSettings(
    @NotNull @Bindable(defaultValue = "60m") Duration syncInterval) {}
