package io.syncledger.events;

/** How much a run asks of the source. */
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
