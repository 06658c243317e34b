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

/** Finds channels: the deployment's and those of organizations. */
@Singleton
public final class ChannelDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelDirectory.class);

  private final DeploymentChannels deployment;
  private final ChannelRepository repository;
  private final Clock clock;

  ChannelDirectory(DeploymentChannels deployment, ChannelRepository repository, Clock clock) {
    this.deployment = deployment;
    this.repository = repository;
    this.clock = clock;
  }

  /** Finds an enabled channel. */
  public Optional<Channel> find(String id) {
    return deployment.find(id).or(() -> repository.findEnabled(id).map(ChannelRow::toChannel));
  }

  /** The enabled channels that an organization's alerts go to. */
  public List<Channel> list(OrganizationId organization) {
    var own =
        repository.list(organization.value()).stream()
            .filter(ChannelRow::enabled)
            .map(ChannelRow::toChannel)
            .toList();
    return Stream.of(List.of(DeploymentChannels.TOPIC), deployment.all(), own)
        .flatMap(List::stream)
        .toList();
  }

  /** Disables a channel until an admin enables it again; the deployment's stay enabled. */
  public void disable(String id, String reason) {
    if (repository.disable(id, reason, clock.instant()) > 0) {
      LOG.atWarn()
          .addKeyValue("channel", id)
          .log("A channel was disabled: its receiver wants no more notifications");
    }
    repository.cancelDeliveries(id);
  }
}
