package io.syncledger.sync.schedule;

/** What a sync turned out to be worth, for the pace of those to come. */
enum SyncYield {
  NOTHING_NEW,
  SOME_CHANGES,
  MANY_CHANGES,
  FAILED
}
