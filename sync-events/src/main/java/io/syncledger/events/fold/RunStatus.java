package io.syncledger.events.fold;

import io.syncledger.events.WireName;

/** Where a run stands. */
public enum RunStatus {
  STARTING,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  public boolean ended() {
    return this != STARTING && this != RUNNING;
  }

  /** The wire form. */
  @Override
  public String toString() {
    return WireName.of(this);
  }
}
