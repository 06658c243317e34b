package io.syncledger.query.alerts.engine;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Settings of the evaluation and grouping of alerts.
 *
 * @param pollInterval pause between two polls for due evaluations and notifications
 * @param batchSize rows handled in one transaction
 * @param incidentOrganizations how many organizations must fail with the same error at the same
 *     service for their alerts to become an incident
 * @param incidentWindow how close together those alerts must start
 */
@ConfigurationProperties("syncledger.query-api.alerts")
record AlertSettings(
    @NotNull @Bindable(defaultValue = "500ms") Duration pollInterval,
    @Min(1) @Bindable(defaultValue = "200") int batchSize,
    @Min(2) @Bindable(defaultValue = "3") int incidentOrganizations,
    @NotNull @Bindable(defaultValue = "15m") Duration incidentWindow) {}
