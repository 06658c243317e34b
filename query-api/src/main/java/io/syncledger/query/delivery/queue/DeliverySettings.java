package io.syncledger.query.delivery.queue;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * What can be set for deliveries.
 *
 * @param enabled whether this instance delivers; notices are kept for one that does
 * @param every how often it looks for what is due
 * @param lease after which another instance takes over what this one has in hand; longer than any
 *     attempt
 * @param parallel attempts at the same time
 * @param parallelPerChannel of them to one channel, so that a slow one keeps nobody waiting
 * @param retention how long notices and what became of them are kept
 * @param resend how often an Alertmanager is told again that an alert fires
 * @param webhookRetries the waits after the first, second … failed attempt; those recommended by
 *     Standard Webhooks
 */
@ConfigurationProperties("syncledger.query-api.delivery")
public record DeliverySettings(
    @Bindable(defaultValue = "true") boolean enabled,
    @NotNull @Bindable(defaultValue = "500ms") Duration every,
    @NotNull @Bindable(defaultValue = "60s") Duration lease,
    @Min(1) @Max(500) @Bindable(defaultValue = "32") int parallel,
    @Min(1) @Bindable(defaultValue = "4") int parallelPerChannel,
    @NotNull @Bindable(defaultValue = "30d") Duration retention,
    @NotNull @Bindable(defaultValue = "1m") Duration resend,
    @NotEmpty @Bindable(defaultValue = "5s,5m,30m,2h,5h,10h,14h,20h,24h")
        List<Duration> webhookRetries) {}
