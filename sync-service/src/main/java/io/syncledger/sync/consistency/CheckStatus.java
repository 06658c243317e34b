package io.syncledger.sync.consistency;

import java.util.Locale;

/** What a check has come to. */
enum CheckStatus {
  RUNNING,
  /** Everything that was to be compared was compared, and is equal. */
  CONSISTENT,
  /** Something differs. */
  INCONSISTENT,
  /** Nothing is known to differ, but not everything could be compared. */
  UNVERIFIED;

  /** The form on the wire and in the table. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CheckStatus parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
