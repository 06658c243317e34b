package io.syncledger.query.delivery;

import io.syncledger.http.problem.RedactedException;
import io.syncledger.query.delivery.SendOutcome.PermanentFailure;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at any channel. */
@Singleton
public final class ChannelSender {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);

  private final Map<ChannelKind, Transport> transports;

  ChannelSender(List<Transport> transports) {
    this.transports =
        transports.stream().collect(Collectors.toMap(Transport::kind, Function.identity()));
  }

  /** Whether this deployment can speak to channels of the kind. */
  public boolean available(ChannelKind kind) {
    var transport = transports.get(kind);
    return transport != null && transport.available();
  }

  /** Sends a message once; a fault of ours is a declined attempt too. */
  public SendOutcome send(Channel channel, NotificationMessage message)
      throws InterruptedException {
    var transport = transports.get(channel.kind());
    if (transport == null || !transport.available()) {
      return new PermanentFailure(channel.kind() + " is not set up in this deployment", null);
    }
    try {
      return transport.send(channel, message);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("kind", channel.kind())
          .addKeyValue("channel", channel.id())
          .setCause(new RedactedException(e))
          .log("An attempt to deliver ended unexpectedly");
      return new TemporaryFailure("internal error");
    }
  }
}
