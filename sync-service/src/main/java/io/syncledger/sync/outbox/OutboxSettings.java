package io.syncledger.sync.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Settings of the outbox.
 *
 * @param retention how long published rows are kept ({@code SYNCLEDGER_OUTBOX_RETENTION})
 * @param retryAfter the pause before a new session, or before trying the lock again
 */
@ConfigurationProperties("syncledger.sync-service.outbox")
public record OutboxSettings(
    @NotNull @Bindable(defaultValue = "7d") Duration retention,
    @NotNull @Bindable(defaultValue = "1s") Duration retryAfter) {}
