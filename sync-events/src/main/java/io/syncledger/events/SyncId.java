package io.syncledger.events;

import java.util.regex.Pattern;

/** Identifies one run of a sync. Opaque, and without {@code /}, so that ids can be joined by it. */
public record SyncId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:~@-]{1,200}");

  public SyncId {
    value = Preconditions.matching("sync_id", value, FORM);
  }

  @Override
  public String toString() {
    return value;
  }
}
