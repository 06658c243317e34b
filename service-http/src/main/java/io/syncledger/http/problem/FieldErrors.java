package io.syncledger.http.problem;

import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.syncledger.events.InvalidEventException;
import io.syncledger.http.FieldError;
import io.syncledger.http.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the invalid fields of a failed request; none when the failure concerns the whole request.
 */
final class FieldErrors {
  private FieldErrors() {}

  static List<FieldError> of(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> List.of();
      case ConstraintViolationException e -> violated(e);
      case UnsatisfiedRouteException e -> missing(FieldName.of(e.getArgument()));
      case UnsatisfiedArgumentException e -> missing(FieldName.of(e.getArgument()));
      case ConversionErrorException e -> unconvertible(e);
      case SerdeException e -> unreadable(e);
      case JsonSyntaxException _ -> List.of(new FieldError(FieldName.BODY, "is not valid JSON"));
      case InvalidEventException e -> List.of(FieldError.of(e));
      default -> of(failure.getCause());
    };
  }

  private static List<FieldError> violated(ConstraintViolationException e) {
    return e.getConstraintViolations().stream()
        .map(FieldErrors::violated)
        .sorted(Comparator.comparing(FieldError::field))
        .toList();
  }

  private static FieldError violated(ConstraintViolation<?> violation) {
    return new FieldError(FieldName.of(violation.getPropertyPath()), violation.getMessage());
  }

  private static List<FieldError> missing(String field) {
    return List.of(new FieldError(field, "is required"));
  }

  /** A value of path, query or header, or a body that was read lazily. */
  private static List<FieldError> unconvertible(ConversionErrorException e) {
    var argument = e.getArgument();
    return switch (e.getCause()) {
      case Problem problem -> List.of(new FieldError(FieldName.of(argument), reason(problem)));
      case InvalidEventException invalid ->
          List.of(new FieldError(FieldName.of(argument), FieldError.of(invalid).reason()));
      case Throwable cause when FieldName.isBody(argument) -> of(cause);
      case null, default ->
          List.of(new FieldError(FieldName.of(argument), ExpectedFormat.of(argument.getType())));
    };
  }

  private static List<FieldError> unreadable(SerdeException e) {
    var path = e.getPath();
    var field =
        path.isEmpty()
            ? new FieldError(FieldName.BODY, "is not of the expected form")
            : new FieldError(FieldName.of(path), ExpectedFormat.of(path.getFirst()));
    return List.of(field);
  }

  private static String reason(Problem problem) {
    return problem.details().get("fields") instanceof List<?> fields
            && fields.getFirst() instanceof FieldError bad
        ? bad.reason()
        : problem.detail();
  }
}
