package io.syncledger.events;

/** The cause of a run. */
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
