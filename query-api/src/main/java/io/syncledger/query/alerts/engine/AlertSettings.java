package io.syncledger.query.alerts.engine;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How alerts are raised.
 *
 * @param every how often it is looked whether something is due
 * @param batch how many rows are dealt with in one transaction
 * @param incidentOrganizations from how many organisations on, failing with one error at one
 *     service, it is an incident
 * @param incidentWindow so close to each other their alerts begin
 */
@ConfigurationProperties("syncledger.query-api.alerts")
record AlertSettings(
    @NotNull @Bindable(defaultValue = "500ms") Duration every,
    @Min(1) @Bindable(defaultValue = "200") int batch,
    @Min(2) @Bindable(defaultValue = "3") int incidentOrganizations,
    @NotNull @Bindable(defaultValue = "15m") Duration incidentWindow) {}
