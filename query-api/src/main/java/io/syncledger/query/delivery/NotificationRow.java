package io.syncledger.query.delivery;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code alert_notices}.
 *
 * @param alertKey the fingerprint of an alert or the id of an incident
 * @param organizationId null for an incident
 * @param message the {@link NotificationMessage} as JSON
 */
@MappedEntity("alert_notices")
record NotificationRow(
    @Id @MappedProperty("notice_id") String notificationId,
    String alertKey,
    @Nullable String organizationId,
    String message,
    Instant createdAt) {}
