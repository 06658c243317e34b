package io.syncledger.query.delivery;

import io.syncledger.events.WireName;

/** The kind of a channel, which decides its transport. */
public enum ChannelKind {
  TOPIC,
  ALERTMANAGER,
  WEBHOOK,
  EMAIL;

  /** Reads the wire form of a known kind. */
  public static ChannelKind parse(String text) {
    return WireName.parse("kind", ChannelKind.class, text);
  }

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
