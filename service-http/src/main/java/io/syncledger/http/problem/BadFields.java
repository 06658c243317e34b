package io.syncledger.http.problem;

import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.syncledger.events.InvalidEventException;
import io.syncledger.http.BadField;
import io.syncledger.http.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which fields of a request a failure is about; none when it is about no field in particular. */
final class BadFields {
  private BadFields() {}

  static List<BadField> of(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> List.of();
      case ConstraintViolationException e -> violated(e);
      case UnsatisfiedRouteException e -> missing(FieldName.of(e.getArgument()));
      case UnsatisfiedArgumentException e -> missing(FieldName.of(e.getArgument()));
      case ConversionErrorException e -> unconvertible(e);
      case SerdeException e -> unreadable(e);
      case JsonSyntaxException _ -> List.of(new BadField(FieldName.BODY, "is not valid JSON"));
      case InvalidEventException e -> List.of(BadField.of(e));
      default -> of(failure.getCause());
    };
  }

  private static List<BadField> violated(ConstraintViolationException e) {
    return e.getConstraintViolations().stream()
        .map(BadFields::violated)
        .sorted(Comparator.comparing(BadField::field))
        .toList();
  }

  private static BadField violated(ConstraintViolation<?> violation) {
    return new BadField(FieldName.of(violation.getPropertyPath()), violation.getMessage());
  }

  private static List<BadField> missing(String field) {
    return List.of(new BadField(field, "is required"));
  }

  /** A value of path, query or header, or a body that was read late. */
  private static List<BadField> unconvertible(ConversionErrorException e) {
    var argument = e.getArgument();
    return switch (e.getCause()) {
      case Problem problem -> List.of(new BadField(FieldName.of(argument), reason(problem)));
      case InvalidEventException invalid ->
          List.of(new BadField(FieldName.of(argument), BadField.of(invalid).reason()));
      case Throwable cause when FieldName.isBody(argument) -> of(cause);
      case null, default ->
          List.of(new BadField(FieldName.of(argument), Expectation.of(argument.getType())));
    };
  }

  private static List<BadField> unreadable(SerdeException e) {
    var path = e.getPath();
    var field =
        path.isEmpty()
            ? new BadField(FieldName.BODY, "is not of the expected form")
            : new BadField(FieldName.of(path), Expectation.of(path.getFirst()));
    return List.of(field);
  }

  private static String reason(Problem problem) {
    return problem.details().get("fields") instanceof List<?> fields
            && fields.getFirst() instanceof BadField bad
        ? bad.reason()
        : problem.detail();
  }
}
