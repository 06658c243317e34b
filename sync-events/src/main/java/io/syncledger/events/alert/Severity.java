package io.syncledger.events.alert;

import io.syncledger.events.WireName;

/** The urgency of an alert. */
public enum Severity {
  WARNING,
  CRITICAL;

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
