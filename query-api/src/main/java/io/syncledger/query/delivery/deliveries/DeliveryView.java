package io.syncledger.query.delivery.deliveries;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a notice at one channel.
 *
 * @param type what the notice tells, such as {@code ALERT_RAISED}
 * @param alertKey the alert's fingerprint
 * @param channelId begins with {@code deployment-} when it is not the organisation's own
 * @param state pending, delivered, failed or cancelled
 * @param nextAttemptAt null when there is none to come
 * @param lastStatus the other side's latest answer, if it gave one
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
