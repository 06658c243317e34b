package io.syncledger.query.delivery.queue;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delivery of a notification to one channel.
 *
 * @param type what happened, such as {@code alert.raised}
 * @param alertKey the alert's fingerprint
 * @param channelId begins with {@code deployment-} unless the channel is the organization's own
 * @param state pending, delivered, failed or cancelled
 * @param nextAttemptAt null when no attempt is planned
 * @param lastStatus the status of the receiver's latest response, if there was one
 */
@Serdeable
@MappedEntity("alert_deliveries")
record DeliveryView(
    @Id long id,
    String noticeId,
    String type,
    String alertKey,
    String channelId,
    String kind,
    String state,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant lastAttemptAt,
    @Nullable Integer lastStatus,
    @Nullable String lastError,
    @Nullable Instant deliveredAt,
    Instant createdAt) {}
