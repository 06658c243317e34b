package io.syncledger.query.delivery.transports;

import io.syncledger.events.wire.EventJson;
import io.syncledger.http.InvalidSettingException;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.DeploymentChannelSettings;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Gone;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import io.syncledger.query.delivery.Transport;
import io.syncledger.query.delivery.channels.WebhookSecrets;
import io.syncledger.query.delivery.outbound.OutboundHttp;
import io.syncledger.query.delivery.outbound.OutboundHttp.NoResponseException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Posts a notification as a Standard Webhook. All attempts of one notification have the same id, by
 * which a receiver recognises duplicates.
 */
@Singleton
final class WebhookTransport implements Transport {
  private static final int GONE = 410;

  private final OutboundHttp http;
  private final WebhookSecrets secrets;
  private final DeploymentChannelSettings deployment;
  private final Clock clock;

  /**
   * @throws InvalidSettingException when the secret of the deployment's webhook is malformed
   */
  WebhookTransport(
      OutboundHttp http,
      WebhookSecrets secrets,
      DeploymentChannelSettings deployment,
      Clock clock) {
    this.http = http;
    this.secrets = secrets;
    this.deployment = deployment;
    this.clock = clock;
    if (!deployment.webhookUrl().isBlank()) {
      var unused = WebhookSignature.key(deployment.webhookSecret().strip());
    }
  }

  /**
   * @param timestamp when the notification was created, not when it is sent
   */
  record Payload(String type, Instant timestamp, Map<String, Object> data) {}

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public SendOutcome send(Channel channel, NotificationMessage message) {
    var payload =
        EventJson.write(new Payload(message.type().toString(), message.at(), message.data()));
    var id = "msg_" + message.id().replace('/', '_');
    long timestamp = clock.instant().getEpochSecond();
    var headers =
        Map.of(
            "webhook-id", id,
            "webhook-timestamp", Long.toString(timestamp),
            "webhook-signature", WebhookSignature.of(secrets(channel), id, timestamp, payload));
    try {
      var response = http.post(channel, URI.create(channel.target()), headers, payload);
      return response.status() == GONE
          ? new Gone("answered 410: wants no more", GONE)
          : response.outcome();
    } catch (NoResponseException e) {
      return new TemporaryFailure(e.reason());
    }
  }

  private List<String> secrets(Channel channel) {
    return channel.deploymentWide()
        ? List.of(deployment.webhookSecret().strip())
        : secrets.active(channel.id());
  }
}
