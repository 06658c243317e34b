package io.syncledger.sync.schedule;

/** How an execution of a scheduled sync went; the names are label values of a metric. */
enum ExecutionResult {
  SYNCED,
  ALREADY_RUNNING,
  PAUSED,
  REFUSED,
  DISCONNECTED
}
