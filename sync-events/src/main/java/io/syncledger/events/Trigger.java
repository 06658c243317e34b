package io.syncledger.events;

import java.util.Locale;

/** What started a run. */
public enum Trigger {
  MANUAL,
  SCHEDULED,
  RETRY,
  WEBHOOK,
  EXTERNAL;

  /** The wire form. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
