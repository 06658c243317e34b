package io.syncledger.sync.run.execution;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/**
 * Limits how many records may vanish from the source in one run.
 *
 * @param maxShare the share of a list's records that may vanish in one run, 0 to 1 ({@code
 *     SYNCLEDGER_MAX_VANISHED_SHARE}); a larger share is treated as a fault
 */
@ConfigurationProperties("syncledger.sync-service.vanish")
public record VanishedSettings(
    @DecimalMin("0") @DecimalMax("1") @Bindable(defaultValue = "0.2") double maxShare) {}
