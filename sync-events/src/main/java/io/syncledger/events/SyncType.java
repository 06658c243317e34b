package io.syncledger.events;

/** How much of the source's data a run covers. */
public enum SyncType {
  FULL,
  INCREMENTAL,
  WEBHOOK;

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
