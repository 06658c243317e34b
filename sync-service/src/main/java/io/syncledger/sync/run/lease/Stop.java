package io.syncledger.sync.run.lease;

/** Why a worker must leave its run before all is done. */
public sealed interface Stop {

  /** Somebody asked for it. */
  record Cancelled(String by) implements Stop {}

  /** The run was ended by someone else: nothing may be written about it any more. */
  record Lost() implements Stop {}

  /** This instance is going down. */
  record ShuttingDown() implements Stop {}
}
