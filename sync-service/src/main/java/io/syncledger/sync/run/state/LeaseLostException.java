package io.syncledger.sync.run.state;

/** The run was ended by someone else: its former worker may write nothing more in its name. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
