package io.syncledger.sync.run.state;

/** Why a worker must stop before its run's plan is done. */
public sealed interface StopReason {

  /** Somebody asked for it. */
  record Cancelled(String by) implements StopReason {}

  /** The run was ended by someone else: nothing more may be written in its name. */
  record LeaseLost() implements StopReason {}

  /** This instance is shutting down. */
  record ShuttingDown() implements StopReason {}
}
