package io.syncledger.query.delivery.queue;

import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.NotificationMessage;
import java.util.UUID;

/**
 * A delivery that this instance has in hand.
 *
 * @param claim proves it; another instance that took over has another one
 * @param failures in a row before this attempt
 */
record ClaimedDelivery(
    long id,
    UUID claim,
    String channelId,
    ChannelKind kind,
    int failures,
    NotificationMessage message) {}
