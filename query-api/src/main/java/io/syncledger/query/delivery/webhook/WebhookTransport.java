package io.syncledger.query.delivery.webhook;

import io.syncledger.events.wire.EventJson;
import io.syncledger.http.SettingException;
import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.DeploymentSettings;
import io.syncledger.query.delivery.Message;
import io.syncledger.query.delivery.Outcome;
import io.syncledger.query.delivery.Outcome.Declined;
import io.syncledger.query.delivery.Outcome.Gone;
import io.syncledger.query.delivery.Transport;
import io.syncledger.query.delivery.channels.ChannelSecrets;
import io.syncledger.query.delivery.outbound.OutboundHttp;
import io.syncledger.query.delivery.outbound.OutboundHttp.NoAnswerException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Posts a notice as a Standard Webhook. Each attempt at the same notice has the same id, by which
 * the receiver knows it again.
 */
@Singleton
final class WebhookTransport implements Transport {
  private static final int GONE = 410;

  private final OutboundHttp http;
  private final ChannelSecrets secrets;
  private final DeploymentSettings deployment;
  private final Clock clock;

  /**
   * @throws SettingException when the deployment's webhook has a secret that is none
   */
  WebhookTransport(
      OutboundHttp http, ChannelSecrets secrets, DeploymentSettings deployment, Clock clock) {
    this.http = http;
    this.secrets = secrets;
    this.deployment = deployment;
    this.clock = clock;
    if (!deployment.webhookUrl().isBlank()) {
      var unused = Signature.key(deployment.webhookSecret().strip());
    }
  }

  /**
   * @param timestamp when the notice was made, not when it is sent
   */
  record Payload(String type, Instant timestamp, Map<String, Object> data) {}

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public Outcome send(Channel channel, Message message) {
    var payload =
        EventJson.write(new Payload(message.type().toString(), message.at(), message.data()));
    var id = "msg_" + message.id().replace('/', '_');
    long timestamp = clock.instant().getEpochSecond();
    var headers =
        Map.of(
            "webhook-id", id,
            "webhook-timestamp", Long.toString(timestamp),
            "webhook-signature", Signature.of(secrets(channel), id, timestamp, payload));
    try {
      var answer = http.post(channel, URI.create(channel.target()), headers, payload);
      return answer.status() == GONE
          ? new Gone("answered 410: wants no more", GONE)
          : answer.outcome();
    } catch (NoAnswerException e) {
      return new Declined(e.reason());
    }
  }

  private List<String> secrets(Channel channel) {
    return channel.deploymentWide()
        ? List.of(deployment.webhookSecret().strip())
        : secrets.inForce(channel.id());
  }
}
