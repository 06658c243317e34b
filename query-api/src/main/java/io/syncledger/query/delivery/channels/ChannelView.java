package io.syncledger.query.delivery.channels;

import io.micronaut.serde.annotation.Serdeable;
import io.syncledger.query.delivery.ChannelKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel without its secret.
 *
 * @param url of a webhook or an Alertmanager
 * @param address of a mailbox
 * @param disabledReason why it was disabled; null if an admin did it
 */
@Serdeable
record ChannelView(
    String id,
    String kind,
    @Nullable String url,
    @Nullable String address,
    boolean enabled,
    @Nullable String disabledReason,
    Instant createdAt,
    Instant updatedAt) {

  static ChannelView of(ChannelRow row) {
    boolean mail = row.kind().equals(ChannelKind.EMAIL.toString());
    return new ChannelView(
        row.channelId(),
        row.kind(),
        mail ? null : row.target(),
        mail ? row.target() : null,
        row.enabled(),
        row.disabledReason(),
        row.createdAt(),
        row.updatedAt());
  }
}
