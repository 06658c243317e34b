package io.syncledger.query.delivery.outbound;

import io.syncledger.query.delivery.Outcome;
import io.syncledger.query.delivery.Outcome.Accepted;
import io.syncledger.query.delivery.Outcome.Declined;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server said; its body is nobody's business.
 *
 * @param retryAfter as it asks
 */
public record Answer(int status, @Nullable Duration retryAfter) {

  /** A status of 200 to 299 alone is success; a redirect is none. */
  public Outcome outcome() {
    return status >= 200 && status < 300
        ? new Accepted(status)
        : new Declined("answered " + status, status, retryAfter);
  }
}
