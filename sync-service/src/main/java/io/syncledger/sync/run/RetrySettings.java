package io.syncledger.sync.run;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How failed runs are tried again.
 *
 * @param backoff the longest pause before the first retry ({@code SYNCLEDGER_RETRY_BACKOFF}); it
 *     doubles with each further one in a row
 */
@ConfigurationProperties("syncledger.sync-service.retry")
public record RetrySettings(@NotNull @Bindable(defaultValue = "1s") Duration backoff) {}
