package io.syncledger.events.alert;

import io.syncledger.events.WireName;

/** Where an episode of an alert stands; it goes on only in this order. */
public enum AlertState {
  /** The rule fires, but not yet for as long as it has to. */
  PENDING,
  FIRING,
  RESOLVED;

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
