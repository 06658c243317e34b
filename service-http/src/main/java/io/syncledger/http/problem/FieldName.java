package io.syncledger.http.problem;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Body;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.MapItemReferencePath;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;

/** The name of a field as the caller wrote it: snake_case, nested names joined by dots. */
final class FieldName {
  static final String BODY = "body";

  private FieldName() {}

  /** The name of a method argument. */
  static String of(Argument<?> argument) {
    return isBody(argument)
        ? BODY
        : argument
            .getAnnotationMetadata()
            .stringValue(Bindable.class)
            .filter(name -> !name.isEmpty())
            .orElseGet(() -> snakeCase(argument.getName()));
  }

  static boolean isBody(Argument<?> argument) {
    return argument.getAnnotationMetadata().hasAnnotation(Body.class);
  }

  /** The name of the value that violates a constraint: a parameter or a member of the body. */
  static String of(Path path) {
    var parameter = BODY;
    var inside = new ArrayList<String>();
    for (var node : path) {
      if (node.getKind() == ElementKind.PARAMETER) {
        parameter = snakeCase(node.getName());
      } else if (node.getKind() == ElementKind.PROPERTY) {
        inside.add(snakeCase(node.getName()));
      }
    }
    return inside.isEmpty() ? parameter : String.join(".", inside);
  }

  /** The name of a place in a JSON document; the parts of the path come innermost first. */
  static String of(List<ReferencePath> path) {
    var parts = path.reversed().stream().map(FieldName::part).filter(part -> !part.isEmpty());
    return String.join(".", parts.toList());
  }

  private static String part(ReferencePath path) {
    return switch (path) {
      case PropertyReferencePath property -> snakeCase(property.property().getName());
      case MapItemReferencePath item -> item.key();
      case CollectionItemReferencePath item -> String.valueOf(item.index());
    };
  }

  private static String snakeCase(String name) {
    return NameUtils.underscoreSeparate(name, true);
  }
}
