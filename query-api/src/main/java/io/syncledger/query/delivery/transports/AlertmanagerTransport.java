package io.syncledger.query.delivery.transports;

import io.syncledger.query.delivery.Channel;
import io.syncledger.query.delivery.ChannelKind;
import io.syncledger.query.delivery.DeliverySettings;
import io.syncledger.query.delivery.NotificationMessage;
import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import io.syncledger.query.delivery.Transport;
import io.syncledger.query.delivery.outbound.OutboundHttp;
import io.syncledger.query.delivery.outbound.OutboundHttp.NoResponseException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Posts firing and resolved alerts to an Alertmanager, which identifies an alert by its labels. */
@Singleton
final class AlertmanagerTransport implements Transport {
  private final OutboundHttp http;
  private final DeliverySettings settings;
  private final Clock clock;

  AlertmanagerTransport(OutboundHttp http, DeliverySettings settings, Clock clock) {
    this.http = http;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.ALERTMANAGER;
  }

  @Override
  public SendOutcome send(Channel channel, NotificationMessage message) {
    var alert = AlertmanagerAlert.of(message, clock.instant(), settings.resendInterval());
    try {
      var url = URI.create(channel.target().replaceAll("/+$", "") + "/api/v2/alerts");
      return http.post(channel, url, Map.of(), AlertmanagerAlert.json(alert)).outcome();
    } catch (NoResponseException e) {
      return new TemporaryFailure(e.reason());
    }
  }
}
