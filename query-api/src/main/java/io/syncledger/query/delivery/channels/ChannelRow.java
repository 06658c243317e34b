package io.syncledger.query.delivery.channels;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code alert_channels}. */
@MappedEntity("alert_channels")
record ChannelRow(
    @Id String channelId,
    String organizationId,
    String kind,
    String target,
    boolean enabled,
    @Nullable String disabledReason,
    Instant createdAt,
    Instant updatedAt) {

  Channel toChannel() {
    return new Channel(channelId, organizationId, ChannelKind.parse(kind), target);
  }
}
