package io.syncledger.events.alert;

import java.util.Locale;

/** How soon a person should look. */
public enum Severity {
  WARNING,
  CRITICAL;

  /** The wire form. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
