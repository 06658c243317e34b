package io.syncledger.sync.source.cliniko;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.source.SourceException;

/** A fault that may be gone the next moment: the same request is worth another attempt. */
final class TransientSourceException extends SourceException {
  private static final long serialVersionUID = 1L;

  TransientSourceException(SyncFailure failure) {
    super(failure);
  }
}
