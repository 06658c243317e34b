package io.syncledger.query.delivery;

import java.util.Locale;

/** The kind of a channel, which decides its transport. */
public enum ChannelKind {
  TOPIC,
  ALERTMANAGER,
  WEBHOOK,
  EMAIL;

  /** Reads the wire form of a known kind. */
  public static ChannelKind parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The wire form. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
