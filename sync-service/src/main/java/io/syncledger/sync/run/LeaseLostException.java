package io.syncledger.sync.run;

/** The run was ended by someone else: its former worker may write nothing more about it. */
final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
