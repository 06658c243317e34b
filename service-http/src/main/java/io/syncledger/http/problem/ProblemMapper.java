package io.syncledger.http.problem;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.WireName;
import io.syncledger.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Maps a failure that Micronaut detected to a problem. The message of its exception is never used.
 */
final class ProblemMapper {
  private ProblemMapper() {}

  static Problem of(HttpStatus status, @Nullable Throwable cause) {
    if (cause instanceof Problem problem) {
      return problem;
    }
    return switch (status) {
      case BAD_REQUEST -> badRequest(cause);
      case UNAUTHORIZED -> Problem.unauthenticated();
      case FORBIDDEN -> Problem.forbidden("The token does not allow this");
      case NOT_FOUND -> Problem.notFound("There is nothing at this path");
      case METHOD_NOT_ALLOWED ->
          problem(status, "method_not_allowed", "This path does not know this method");
      case NOT_ACCEPTABLE ->
          problem(
              status, "not_acceptable", "This path answers in none of the accepted media types");
      case REQUEST_ENTITY_TOO_LARGE ->
          problem(status, "body_too_large", "The body is over the limit");
      case UNSUPPORTED_MEDIA_TYPE ->
          problem(status, "unsupported_media_type", "This path does not take this media type");
      case INTERNAL_SERVER_ERROR ->
          problem(status, "internal_error", "Something went wrong inside");
      default -> problem(status, nameOf(status), status.getReason());
    };
  }

  private static Problem badRequest(@Nullable Throwable cause) {
    var fields = FieldErrors.of(cause);
    return fields.isEmpty()
        ? problem(HttpStatus.BAD_REQUEST, "bad_request", "The request cannot be read")
        : Problem.badRequest(fields);
  }

  private static Problem problem(HttpStatus status, String errorType, String detail) {
    return new Problem(status, errorType, status.getReason(), detail);
  }

  private static String nameOf(HttpStatus status) {
    return WireName.of(status);
  }
}
