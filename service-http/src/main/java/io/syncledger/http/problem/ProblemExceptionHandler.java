package io.syncledger.http.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;

/** Responds with the problem that was thrown. */
@Singleton
final class ProblemExceptionHandler implements ExceptionHandler<Problem, HttpResponse<?>> {
  private final ProblemResponseProcessor responses;

  ProblemExceptionHandler(ProblemResponseProcessor responses) {
    this.responses = responses;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, Problem problem) {
    return responses.to(request, problem);
  }
}
