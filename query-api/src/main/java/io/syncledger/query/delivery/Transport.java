package io.syncledger.query.delivery;

/** Speaks to channels of one kind. */
public interface Transport {
  ChannelKind kind();

  /** Whether this deployment can speak to such channels at all. */
  default boolean available() {
    return true;
  }

  /** Sends once; returns within a minute, whatever the other side does. */
  SendOutcome send(Channel channel, NotificationMessage message) throws InterruptedException;
}
