package io.syncledger.sync.schedule;

/** Result of an execution of a scheduled sync; the names are label values of a metric. */
enum ExecutionResult {
  SYNCED,
  ALREADY_RUNNING,
  PAUSED,
  REFUSED,
  DISCONNECTED
}
