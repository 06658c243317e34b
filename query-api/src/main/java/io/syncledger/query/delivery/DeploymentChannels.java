package io.syncledger.query.delivery;

import io.syncledger.http.SettingException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The channels that the settings name, and the topic. */
@Singleton
public final class DeploymentChannels {
  /** Every alert goes there. */
  public static final Channel TOPIC =
      new Channel("deployment-topic", null, ChannelKind.TOPIC, "sync.alerts");

  private final List<Channel> channels;

  /**
   * @throws SettingException when the webhook has no secret
   */
  DeploymentChannels(DeploymentSettings settings) {
    if (!settings.webhookUrl().isBlank() && settings.webhookSecret().isBlank()) {
      throw new SettingException("ALERT_WEBHOOK_URL needs ALERT_WEBHOOK_SECRET, to sign with.");
    }
    channels =
        Stream.of(
                channel(ChannelKind.ALERTMANAGER, settings.alertmanagerUrl()),
                channel(ChannelKind.WEBHOOK, settings.webhookUrl()),
                channel(ChannelKind.EMAIL, settings.mailTo()))
            .flatMap(Optional::stream)
            .toList();
  }

  private static Optional<Channel> channel(ChannelKind kind, String target) {
    return target.isBlank()
        ? Optional.empty()
        : Optional.of(new Channel("deployment-" + kind, null, kind, target.strip()));
  }

  /** Those for people, without the topic. */
  public List<Channel> all() {
    return channels;
  }

  public Optional<Channel> find(String id) {
    return Stream.concat(Stream.of(TOPIC), channels.stream())
        .filter(channel -> channel.id().equals(id))
        .findFirst();
  }
}
