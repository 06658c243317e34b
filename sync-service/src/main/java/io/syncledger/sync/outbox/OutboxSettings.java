package io.syncledger.sync.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How the relay works.
 *
 * @param retention for how long published rows stay ({@code SYNCLEDGER_OUTBOX_RETENTION})
 * @param retryAfter the pause after the relay lost Kafka, the database or its lock
 */
@ConfigurationProperties("syncledger.sync-service.outbox")
public record OutboxSettings(
    @NotNull @Bindable(defaultValue = "7d") Duration retention,
    @NotNull @Bindable(defaultValue = "1s") Duration retryAfter) {}
