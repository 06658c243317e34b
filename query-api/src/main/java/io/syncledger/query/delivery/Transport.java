package io.syncledger.query.delivery;

/** Sends messages over channels of one kind. */
public interface Transport {
  ChannelKind kind();

  /** Whether this deployment is set up for such channels. */
  default boolean available() {
    return true;
  }

  /** Sends once. Returns within a minute, even if the receiver does not respond. */
  SendOutcome send(Channel channel, NotificationMessage message) throws InterruptedException;
}
