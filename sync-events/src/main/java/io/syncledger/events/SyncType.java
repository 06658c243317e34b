package io.syncledger.events;

import java.util.Locale;

/** How much a run asks of the source. */
public enum SyncType {
  FULL,
  INCREMENTAL,
  WEBHOOK;

  /** The wire form. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
