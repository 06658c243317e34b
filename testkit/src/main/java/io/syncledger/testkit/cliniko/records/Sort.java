package io.syncledger.testkit.cliniko.records;

import java.util.Arrays;
import java.util.List;

/** The order of a list. Cliniko documents no tie-breaker, so tables shuffle ties. */
public record Sort(List<Column> columns) {

  /** A sort column. */
  public record Column(Field field, boolean descending) {}

  public static final Sort BY_CREATION = new Sort(List.of(new Column(Field.CREATED_AT, false)));

  public Sort {
    columns = List.copyOf(columns);
  }

  /**
   * Parses {@code updated_at:desc,id}; a column without a direction uses that of the deprecated
   * parameter {@code order}.
   *
   * @throws InvalidQueryException if a column is unknown or cannot be sorted by
   */
  static Sort parse(String text, Resource resource, boolean descendingByDefault) {
    return new Sort(
        Arrays.stream(text.split(",", -1))
            .map(column -> column(column.strip(), resource, descendingByDefault))
            .toList());
  }

  private static Column column(String text, Resource resource, boolean descendingByDefault) {
    String[] parts = text.split(":", 2);
    Field field =
        resource
            .field(parts[0])
            .filter(candidate -> candidate.type() != FieldType.ARRAY)
            .orElseThrow(() -> new InvalidQueryException(parts[0] + " is not sortable"));
    return new Column(field, parts.length == 1 ? descendingByDefault : descending(parts[1]));
  }

  static boolean descending(String direction) {
    return switch (direction) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw new InvalidQueryException("Sort direction must be asc or desc");
    };
  }
}
