package io.syncledger.query.alerts.silences;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code alert_silences}.
 *
 * @param service null for every service
 * @param rule null for every rule
 */
@MappedEntity("alert_silences")
public record SilenceRow(
    @Id UUID id,
    String organizationId,
    @Nullable String service,
    @Nullable String rule,
    Instant startsAt,
    Instant endsAt,
    String comment,
    String createdBy,
    Instant createdAt) {}
