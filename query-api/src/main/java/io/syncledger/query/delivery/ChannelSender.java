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

/** Sends a message over any channel, through the transport of its kind. */
@Singleton
public final class ChannelSender {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);

  private final Map<ChannelKind, Transport> transports;

  ChannelSender(List<Transport> transports) {
    this.transports =
        transports.stream().collect(Collectors.toMap(Transport::kind, Function.identity()));
  }

  /** Whether this deployment is set up for channels of a kind. */
  public boolean available(ChannelKind kind) {
    var transport = transports.get(kind);
    return transport != null && transport.available();
  }

  /** Sends a message once. An unexpected exception counts as a temporary failure. */
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
          .log("A delivery attempt failed unexpectedly");
      return new TemporaryFailure("internal error");
    }
  }
}
