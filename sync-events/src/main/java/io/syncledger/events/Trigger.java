package io.syncledger.events;

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
    return WireName.of(this);
  }
}
