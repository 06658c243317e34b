package io.syncledger.events.fold;

import io.syncledger.events.WireName;

/** The status of a run. */
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
