package io.syncledger.events.alert;

import io.syncledger.events.WireName;

/** How urgent an alert is. */
public enum Severity {
  WARNING,
  CRITICAL;

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
