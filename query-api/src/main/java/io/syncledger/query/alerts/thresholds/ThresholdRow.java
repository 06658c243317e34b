package io.syncledger.query.alerts.thresholds;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A row of {@code alert_thresholds}.
 *
 * @param service empty for all services of the organization
 * @param settings the thresholds that differ from the default, as JSON
 */
@MappedEntity("alert_thresholds")
record ThresholdRow(
    @Id String organizationId,
    String service,
    String settings,
    String updatedBy,
    Instant updatedAt) {}
