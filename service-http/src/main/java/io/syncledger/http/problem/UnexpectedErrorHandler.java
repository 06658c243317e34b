package io.syncledger.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;
import java.nio.channels.ClosedChannelException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles exceptions that no other handler knows, which are bugs: each is logged once, and the
 * caller only gets a reference to the log entry.
 */
@Singleton
final class UnexpectedErrorHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrorHandler.class);

  private final ProblemResponseProcessor responses;

  UnexpectedErrorHandler(ProblemResponseProcessor responses) {
    this.responses = responses;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
    var reference = UUID.randomUUID().toString();
    if (failure instanceof ClosedChannelException) {
      LOG.debug("The caller hung up");
    } else {
      LOG.error("Unexpected error {}", reference, new RedactedException(failure));
    }
    return responses.to(
        request,
        new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal_error",
                "Internal error",
                "Something went wrong inside; the log has it under the error reference")
            .with("error_reference", reference));
  }
}
