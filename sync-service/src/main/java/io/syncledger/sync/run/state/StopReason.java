package io.syncledger.sync.run.state;

/** Reason for a worker to stop before its run's plan is done. */
public sealed interface StopReason {

  /** Cancellation was requested. */
  record Cancelled(String by) implements StopReason {}

  /** Another instance has ended the run, so this worker must not write for it. */
  record LeaseLost() implements StopReason {}

  /** This instance is shutting down. */
  record ShuttingDown() implements StopReason {}
}
