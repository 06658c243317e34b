package io.syncledger.sync.run.lease;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How runs are kept alive.
 *
 * @param lease for how long a run's worker is believed to live without a sign ({@code
 *     SYNCLEDGER_RUN_LEASE}); its signs come every 3 s
 */
@ConfigurationProperties("syncledger.sync-service.run")
public record LeaseSettings(@NotNull @Bindable(defaultValue = "10s") Duration lease) {}
