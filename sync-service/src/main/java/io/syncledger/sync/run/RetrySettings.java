package io.syncledger.sync.run;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Settings of the retries of failed runs.
 *
 * @param backoff the longest delay before the first retry ({@code SYNCLEDGER_RETRY_BACKOFF}); it
 *     doubles with each further retry in a row
 */
@ConfigurationProperties("syncledger.sync-service.retry")
public record RetrySettings(@NotNull @Bindable(defaultValue = "1s") Duration backoff) {}
