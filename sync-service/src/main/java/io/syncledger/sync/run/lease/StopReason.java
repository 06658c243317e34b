package io.syncledger.sync.run.lease;

/** Why a worker must leave its run before all is done. */
public sealed interface StopReason {

  /** Somebody asked for it. */
  record Cancelled(String by) implements StopReason {}

  /** The run was ended by someone else: nothing may be written about it any more. */
  record LeaseLost() implements StopReason {}

  /** This instance is going down. */
  record ShuttingDown() implements StopReason {}
}
