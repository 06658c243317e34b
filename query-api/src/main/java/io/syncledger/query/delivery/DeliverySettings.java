package io.syncledger.query.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the delivery queue.
 *
 * @param enabled whether this instance delivers; if not, notifications wait for one that does
 * @param pollInterval pause before the next poll when nothing was due
 * @param lease how long a claim lasts before another instance may take the delivery over; longer
 *     than any attempt
 * @param maxConcurrent attempts at the same time
 * @param maxConcurrentPerChannel attempts at the same time to one channel, so that a slow channel
 *     does not hold up the others
 * @param retention how long notifications and deliveries are kept
 * @param resendInterval how often an alert that fires is posted to an Alertmanager again
 * @param webhookRetries the delays after the first, second … failed attempt; the defaults are those
 *     that Standard Webhooks recommends
 */
@ConfigurationProperties("syncledger.query-api.delivery")
public record DeliverySettings(
    @Bindable(defaultValue = "true") boolean enabled,
    @NotNull @Bindable(defaultValue = "500ms") Duration pollInterval,
    @NotNull @Bindable(defaultValue = "60s") Duration lease,
    @Min(1) @Max(500) @Bindable(defaultValue = "32") int maxConcurrent,
    @Min(1) @Bindable(defaultValue = "4") int maxConcurrentPerChannel,
    @NotNull @Bindable(defaultValue = "30d") Duration retention,
    @NotNull @Bindable(defaultValue = "1m") Duration resendInterval,
    @NotEmpty @Bindable(defaultValue = "5s,5m,30m,2h,5h,10h,14h,20h,24h")
        List<Duration> webhookRetries) {}
