package io.syncledger.sync.consistency;

import io.syncledger.events.WireName;

/** The state or result of a check. */
enum CheckStatus {
  RUNNING,
  /** Everything was compared and is equal. */
  CONSISTENT,
  /** Something differs. */
  INCONSISTENT,
  /** No difference was found, but not everything could be compared. */
  UNVERIFIED;

  /** The form in JSON and in the table. */
  @Override
  public String toString() {
    return WireName.of(this);
  }

  static CheckStatus parse(String text) {
    return WireName.parse("status", CheckStatus.class, text);
  }
}
