package io.syncledger.query.delivery.outbound;

import io.syncledger.query.delivery.SendOutcome;
import io.syncledger.query.delivery.SendOutcome.Accepted;
import io.syncledger.query.delivery.SendOutcome.TemporaryFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP response; its body is not read.
 *
 * @param retryAfter from the header {@code Retry-After}
 */
public record HttpResponseHead(int status, @Nullable Duration retryAfter) {

  /** Only a status from 200 to 299 is a success; a redirect is a failure. */
  public SendOutcome outcome() {
    return status >= 200 && status < 300
        ? new Accepted(status)
        : new TemporaryFailure("answered " + status, status, retryAfter);
  }
}
