package io.syncledger.events;

/** The share of the source's data that a run covers. */
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
