package io.syncledger.query.delivery.outbound;

import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server said; its body is nobody's business.
 *
 * @param retryAfter as it asks
 */
public record HttpAnswer(int status, @Nullable Duration retryAfter) {

  /** A status of 200 to 299 alone is success; a redirect is none. */
  public SendOutcome outcome() {
    return status >= 200 && status < 300
        ? new Accepted(status)
        : new TemporaryFailure("answered " + status, status, retryAfter);
  }
}
