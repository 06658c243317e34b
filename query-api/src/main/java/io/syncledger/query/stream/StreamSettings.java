package io.syncledger.query.stream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * What can be set for streams.
 *
 * @param streams how many may be open on one instance
 * @param heartbeat after how long a silent stream says that it is still there
 */
@ConfigurationProperties("syncledger.query-api")
record StreamSettings(
    @Min(0) @Bindable(defaultValue = "500") int streams,
    @NotNull @Bindable(defaultValue = "15s") Duration heartbeat) {}
