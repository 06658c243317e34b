package io.syncledger.http.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Writes all error responses, including those of Micronaut's own handlers. */
@Singleton
final class ProblemResponseProcessor implements ErrorResponseProcessor<ProblemBody> {
  private final Clock clock;

  ProblemResponseProcessor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public MutableHttpResponse<ProblemBody> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    var problem = ProblemMapper.of(response.status(), context.getRootCause().orElse(null));
    var request = context.getRequest();
    var body =
        request.getMethod() == HttpMethod.HEAD
            ? null
            : ProblemBody.of(problem, request, clock.instant());
    if (problem.status() == HttpStatus.UNAUTHORIZED) {
      response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.details().get("retry_after") instanceof Number seconds) {
      response.getHeaders().set(HttpHeaders.RETRY_AFTER, seconds.toString());
    }
    return response.<ProblemBody>body(body).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  /** The response to a problem that was thrown. */
  MutableHttpResponse<ProblemBody> to(HttpRequest<?> request, Problem problem) {
    return processResponse(
        ErrorContext.builder(request).cause(problem).build(),
        HttpResponse.status(problem.status()));
  }
}
