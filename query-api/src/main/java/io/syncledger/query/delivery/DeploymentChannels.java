package io.syncledger.query.delivery;

import io.syncledger.http.InvalidSettingException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The channels of the deployment: those in the settings, and the Kafka topic. */
@Singleton
public final class DeploymentChannels {
  /** The topic receives every alert. */
  public static final Channel TOPIC =
      new Channel("deployment-topic", null, ChannelKind.TOPIC, "sync.alerts");

  private static final Pattern HTTP = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

  private final List<Channel> channels;

  /**
   * @throws InvalidSettingException when the webhook has no secret or an address is malformed
   */
  DeploymentChannels(DeploymentChannelSettings settings) {
    if (!settings.webhookUrl().isBlank() && settings.webhookSecret().isBlank()) {
      throw new InvalidSettingException(
          "ALERT_WEBHOOK_URL needs ALERT_WEBHOOK_SECRET, to sign with.");
    }
    requireUrl("ALERT_WEBHOOK_URL", settings.webhookUrl());
    requireUrl("ALERTMANAGER_URL", settings.alertmanagerUrl());
    channels =
        Stream.of(
                channel(ChannelKind.ALERTMANAGER, settings.alertmanagerUrl()),
                channel(ChannelKind.WEBHOOK, settings.webhookUrl()),
                channel(ChannelKind.EMAIL, settings.mailTo()))
            .flatMap(Optional::stream)
            .toList();
  }

  private static void requireUrl(String setting, String value) {
    try {
      var url = new URI(value.strip());
      if (value.isBlank() || (url.getHost() != null && HTTP.matcher(value.strip()).lookingAt())) {
        return;
      }
    } catch (URISyntaxException e) {
      // The message would repeat the address and any secret in it.
      throw malformed(setting);
    }
    throw malformed(setting);
  }

  private static InvalidSettingException malformed(String setting) {
    return new InvalidSettingException(setting + " must be an address with http or https.");
  }

  private static Optional<Channel> channel(ChannelKind kind, String target) {
    return target.isBlank()
        ? Optional.empty()
        : Optional.of(new Channel("deployment-" + kind, null, kind, target.strip()));
  }

  /** All of them except the topic. */
  public List<Channel> all() {
    return channels;
  }

  public Optional<Channel> find(String id) {
    return Stream.concat(Stream.of(TOPIC), channels.stream())
        .filter(channel -> channel.id().equals(id))
        .findFirst();
  }
}
