package io.syncledger.sync.source.cliniko;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncledger.sync.source.IdFormat;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.Selection;
import io.syncledger.sync.source.Tombstone;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for the first page of a list.
 *
 * @param perPage 1 to {@link #MAX_PER_PAGE}
 * @param filters all of which hold, such as {@code id:>=7}
 */
record ListRequest(ClinikoResource list, int perPage, @Nullable String sort, List<String> filters) {
  /** The most that Cliniko puts on a page. */
  static final int MAX_PER_PAGE = 100;

  ListRequest {
    filters = List.copyOf(filters);
  }

  /** The records that the list shows by default. */
  static ListRequest visible(ClinikoResource list, int perPage) {
    return new ListRequest(list, perPage, null, List.of());
  }

  /** All records, those included that the list hides by default. */
  static ListRequest includingHidden(ClinikoResource list, int perPage) {
    return visible(list, perPage)
        .withFilters(
            list.hiddenByDefault().stream()
                .sorted()
                .map(hidden -> hidden.column() + ":*")
                .toList());
  }

  /** The records of a selection. */
  static ListRequest forSelection(ClinikoResource list, Selection selection) {
    var all = includingHidden(list, MAX_PER_PAGE);
    return switch (selection) {
      case Selection.ChangedSince(var from) when from == null -> all;
      case Selection.ChangedSince(var from) ->
          all.withFilters(List.of("updated_at:>=" + truncateToSecond(from)));
      case Selection.TombstonedSince(Tombstone tombstone, var since) ->
          all.withFilters(List.of(tombstone.column() + ":>=" + truncateToSecond(since)));
    };
  }

  /**
   * Certain records.
   *
   * @param ids 1 to {@value #MAX_PER_PAGE} of digits only
   */
  static ListRequest forIds(ClinikoResource list, List<String> ids) {
    if (ids.isEmpty()
        || ids.size() > MAX_PER_PAGE
        || !ids.stream().allMatch(IdFormat.NUMERIC::isId)) {
      throw new IllegalArgumentException("1 to " + MAX_PER_PAGE + " ids of 1 to 19 digits needed");
    }
    return includingHidden(list, MAX_PER_PAGE).withFilters(List.of("id:=" + String.join(",", ids)));
  }

  ListRequest sortedBy(String by) {
    return new ListRequest(list, perPage, by, filters);
  }

  ListRequest withinIds(IdRange range) {
    var more = new ArrayList<String>();
    if (range.from() != null) {
      more.add("id:>=" + range.from());
    }
    if (range.to() != null) {
      more.add("id:<" + range.to());
    }
    return withFilters(more);
  }

  ListRequest withFilters(List<String> more) {
    var all = new ArrayList<>(filters);
    all.addAll(more);
    return new ListRequest(list, perPage, sort, all);
  }

  URI uri(URI base) {
    var uri = new StringBuilder(base + "/" + list.path() + "?per_page=" + perPage);
    if (sort != null) {
      uri.append("&sort=").append(URLEncoder.encode(sort, UTF_8));
    }
    filters.forEach(filter -> uri.append("&q%5B%5D=").append(URLEncoder.encode(filter, UTF_8)));
    return URI.create(uri.toString());
  }

  /**
   * Cliniko's own precision; rounded down, so that a filter selects too much rather than too
   * little.
   */
  static Instant truncateToSecond(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
