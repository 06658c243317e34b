package io.syncledger.events.alert;

import io.syncledger.events.WireName;

/** The state of an episode. It advances only in this order. */
public enum AlertState {
  /** The rule fires, but has not done so for long enough. */
  PENDING,
  FIRING,
  RESOLVED;

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
