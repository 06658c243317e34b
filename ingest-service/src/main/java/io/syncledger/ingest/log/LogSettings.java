package io.syncledger.ingest.log;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * The limits of a write to Kafka. A caller waits at most for the sum of the first two.
 *
 * @param maxBlock longest wait for a connection or room in the send buffer
 * @param deliveryTimeout longest wait from there to the acknowledgement of all in-sync replicas
 * @param retryAfter the Retry-After of the response to a caller who waited in vain
 */
@ConfigurationProperties("syncledger.ingest.log")
record LogSettings(
    @NotNull @Bindable(defaultValue = "5s") Duration maxBlock,
    @NotNull @Bindable(defaultValue = "10s") Duration deliveryTimeout,
    @NotNull @Bindable(defaultValue = "5s") Duration retryAfter) {}
