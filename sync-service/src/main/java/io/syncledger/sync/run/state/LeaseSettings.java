package io.syncledger.sync.run.state;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How long a run belongs to its worker.
 *
 * @param lease how long a worker that does not renew its lease is believed to live ({@code
 *     SYNCLEDGER_RUN_LEASE}); leases are renewed every 3 s
 */
@ConfigurationProperties("syncledger.sync-service.run")
public record LeaseSettings(@NotNull @Bindable(defaultValue = "10s") Duration lease) {}
