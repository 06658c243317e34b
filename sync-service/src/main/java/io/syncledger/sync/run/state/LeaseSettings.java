package io.syncledger.sync.run.state;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Duration of the lease that a worker holds on its run.
 *
 * @param lease how long a worker keeps its run without renewing the lease ({@code
 *     SYNCLEDGER_RUN_LEASE}); leases are renewed every 3 s
 */
@ConfigurationProperties("syncledger.sync-service.run")
public record LeaseSettings(@NotNull @Bindable(defaultValue = "10s") Duration lease) {}
