package io.syncledger.testkit.cliniko.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request for a page of a list: filters, order and page. */
public record ListQuery(List<Filter> filters, Sort sort, int page, int perPage) {

  private static final int DEFAULT_PAGE_SIZE = 50;
  private static final int LARGEST_PAGE = 100;

  public ListQuery {
    filters = List.copyOf(filters);
  }

  /**
   * Parses the parameters of a list and hides archived and cancelled records, unless a filter names
   * that field, as {@code archived_at:*} does. A {@code per_page} above 100 means 100.
   *
   * @throws InvalidQueryException if a parameter is invalid
   */
  public static ListQuery parse(Map<String, List<String>> parameters, Resource resource) {
    List<Filter> filters = new ArrayList<>();
    parameters.getOrDefault("q[]", List.of()).stream()
        .map(expression -> Filter.parse(expression, resource))
        .forEach(filters::add);
    hideByDefault(filters, resource, Field.ARCHIVED_AT);
    hideByDefault(filters, resource, Field.CANCELLED_AT);
    int perPage = positive(parameters, "per_page", DEFAULT_PAGE_SIZE);
    return new ListQuery(
        filters,
        sort(parameters, resource),
        positive(parameters, "page", 1),
        Math.min(perPage, LARGEST_PAGE));
  }

  /** The same query with one more filter. */
  public ListQuery and(Filter filter) {
    List<Filter> narrower = new ArrayList<>(filters);
    narrower.add(filter);
    return new ListQuery(narrower, sort, page, perPage);
  }

  private static void hideByDefault(List<Filter> filters, Resource resource, Field field) {
    boolean hides = resource.fields().contains(field);
    if (hides && filters.stream().noneMatch(filter -> filter.field().equals(field))) {
      filters.add(Filter.of(field, "!?"));
    }
  }

  private static Sort sort(Map<String, List<String>> parameters, Resource resource) {
    boolean descending = Sort.descending(first(parameters, "order", "asc"));
    return Sort.parse(first(parameters, "sort", "created_at"), resource, descending);
  }

  private static int positive(Map<String, List<String>> parameters, String name, int otherwise) {
    String text = first(parameters, name, Integer.toString(otherwise));
    try {
      int value = Integer.parseInt(text);
      if (value >= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new InvalidQueryException(name + " must be a number");
    }
    throw new InvalidQueryException(name + " must be at least 1");
  }

  private static String first(Map<String, List<String>> parameters, String name, String otherwise) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? otherwise : values.getFirst();
  }
}
