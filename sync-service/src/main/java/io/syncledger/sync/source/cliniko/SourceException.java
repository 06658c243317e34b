package io.syncledger.sync.source.cliniko;

import io.syncledger.events.SyncFailure;
import java.time.Duration;

/**
 * Cliniko did not give what was asked for. Holds no cause: those of parsers and drivers may repeat
 * what they read.
 */
public class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SyncFailure failure;

  SourceException(SyncFailure failure) {
    super(failure.message(), null, false, true);
    this.failure = failure;
  }

  public SyncFailure failure() {
    return failure;
  }

  /** A fault that may be gone the next moment, so that the same request is worth another try. */
  static final class Transient extends SourceException {
    private static final long serialVersionUID = 1L;

    Transient(SyncFailure failure) {
      super(failure);
    }
  }

  /** Too many requests; none may be sent before the pause is over. */
  static final class RateLimited extends SourceException {
    private static final long serialVersionUID = 1L;

    private final Duration pause;

    RateLimited(SyncFailure failure, Duration pause) {
      super(failure);
      this.pause = pause;
    }

    Duration pause() {
      return pause;
    }
  }
}
