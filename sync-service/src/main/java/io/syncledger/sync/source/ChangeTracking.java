package io.syncledger.sync.source;

/** Ways of finding the changes of a list since the last run. */
public enum ChangeTracking {
  /** By instants: {@link Selection.ChangedSince} selects what changed since the watermark. */
  TIMESTAMP,
  /**
   * By tokens: the cursor of a pass's last page is where the next run's pass begins. That page must
   * hold records, unless it is the only one: the cursor of a page that reports nothing is not kept.
   */
  TOKEN
}
