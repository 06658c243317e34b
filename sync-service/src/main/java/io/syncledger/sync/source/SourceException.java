package io.syncledger.sync.source;

import io.syncledger.events.SyncFailure;

/**
 * A source did not give what was asked for. Holds no cause: exceptions of parsers and drivers may
 * repeat what they read.
 */
public class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SyncFailure failure;

  public SourceException(SyncFailure failure) {
    super(failure.message(), null, false, true);
    this.failure = failure;
  }

  public SyncFailure failure() {
    return failure;
  }
}
