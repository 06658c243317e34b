package io.syncledger.sync.consistency;

import java.util.Locale;

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
    return name().toLowerCase(Locale.ROOT);
  }

  static CheckStatus parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
