package io.syncledger.sync.run.state;

/**
 * Thrown if another instance has ended the run, so that its former worker must not write for it.
 */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
