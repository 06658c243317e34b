package io.syncledger.events.fold;

import java.util.Locale;

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
    return name().toLowerCase(Locale.ROOT);
  }
}
