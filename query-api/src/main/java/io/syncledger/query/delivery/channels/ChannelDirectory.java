package io.syncledger.query.delivery.channels;

import io.syncledger.events.OrganizationId;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.DeploymentChannels;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds channels: the deployment's and those of organisations. */
@Singleton
public final class ChannelDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelDirectory.class);

  private final DeploymentChannels deployment;
  private final ChannelRepository rows;
  private final Clock clock;

  ChannelDirectory(DeploymentChannels deployment, ChannelRepository rows, Clock clock) {
    this.deployment = deployment;
    this.rows = rows;
    this.clock = clock;
  }

  /** Finds an enabled channel. */
  public Optional<Channel> find(String id) {
    return deployment.find(id).or(() -> rows.findEnabled(id).map(ChannelRow::channel));
  }

  /** The enabled channels that an organisation's alerts go to. */
  public List<Channel> of(OrganizationId organization) {
    var own =
        rows.list(organization.value()).stream()
            .filter(ChannelRow::enabled)
            .map(ChannelRow::channel)
            .toList();
    return Stream.of(List.of(DeploymentChannels.TOPIC), deployment.all(), own)
        .flatMap(List::stream)
        .toList();
  }

  /** Disables a channel until an admin enables it again; the deployment's stay enabled. */
  public void disable(String id, String reason) {
    if (rows.disable(id, reason, clock.instant()) > 0) {
      LOG.atWarn()
          .addKeyValue("channel", id)
          .log("A channel was disabled: its receiver wants no more notifications");
    }
    rows.cancelDeliveries(id);
  }
}
