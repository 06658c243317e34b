package io.syncledger.query.delivery;

import java.util.Locale;

/** How a channel is spoken to. */
public enum ChannelKind {
  TOPIC,
  ALERTMANAGER,
  WEBHOOK,
  EMAIL;

  /** Reads the wire form of a kind that is known. */
  public static ChannelKind parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The wire form. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
