package io.syncledger.query.stream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Settings of the live streams.
 *
 * @param streams how many may be open on one instance
 * @param heartbeat after how long an idle stream sends a heartbeat
 */
@ConfigurationProperties("syncledger.query-api")
record StreamSettings(
    @Min(0) @Bindable(defaultValue = "500") int streams,
    @NotNull @Bindable(defaultValue = "15s") Duration heartbeat) {}
