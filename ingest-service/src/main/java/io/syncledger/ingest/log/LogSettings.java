package io.syncledger.ingest.log;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How long a caller waits for Kafka: no longer than the sum of the first two.
 *
 * @param maxBlock for a connection or room in the send buffer
 * @param deliveryTimeout from there to the acknowledgement of all in-sync replicas
 * @param retryAfter what a caller is told who waited in vain
 */
@ConfigurationProperties("syncledger.ingest.log")
record LogSettings(
    @NotNull @Bindable(defaultValue = "5s") Duration maxBlock,
    @NotNull @Bindable(defaultValue = "10s") Duration deliveryTimeout,
    @NotNull @Bindable(defaultValue = "5s") Duration retryAfter) {}
