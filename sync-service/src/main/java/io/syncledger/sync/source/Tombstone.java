package io.syncledger.sync.source;

import io.syncledger.events.WireName;

/** A field that says since when a record is out of use at the source. */
public enum Tombstone {
  ARCHIVED_AT,
  CANCELLED_AT,
  DELETED_AT;

  /** Its column, and its name in the steps of a run. */
  public String column() {
    return WireName.of(this);
  }
}
