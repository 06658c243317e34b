package io.syncledger.query;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * @param syncInterval how often a sync is expected, to judge how fresh the data is
 */
@ConfigurationProperties("syncledger.query-api")
public record SyncIntervalSettings(
    @NotNull @Bindable(defaultValue = "60m") Duration syncInterval) {}
