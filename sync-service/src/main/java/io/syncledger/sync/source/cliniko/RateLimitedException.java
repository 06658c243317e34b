package io.syncledger.sync.source.cliniko;

import io.syncledger.events.SyncFailure;
import io.syncledger.sync.source.SourceException;
import java.time.Duration;

/** The rate limit was exceeded; no request may be sent before the pause is over. */
final class RateLimitedException extends SourceException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  RateLimitedException(SyncFailure failure, Duration pause) {
    super(failure);
    this.pause = pause;
  }

  Duration pause() {
    return pause;
  }
}
