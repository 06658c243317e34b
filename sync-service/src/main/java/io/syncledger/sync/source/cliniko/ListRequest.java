package io.syncledger.sync.source.cliniko;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncledger.sync.source.cliniko.ClinikoResource.Tombstone;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the first page of a list.
 *
 * @param perPage 1 to {@link #MAX_PER_PAGE}
 * @param filters all of which hold, such as {@code id:>=7}
 */
record ListRequest(ClinikoResource list, int perPage, @Nullable String sort, List<String> filters) {
  /** The most that Cliniko gives. */
  static final int MAX_PER_PAGE = 100;

  ListRequest {
    filters = List.copyOf(filters);
  }

  /** All of the list but what it hides. */
  static ListRequest visible(ClinikoResource list, int perPage) {
    return new ListRequest(list, perPage, null, List.of());
  }

  /** All of the list. */
  static ListRequest includingHidden(ClinikoResource list, int perPage) {
    return visible(list, perPage)
        .withFilters(
            list.hiddenByDefault().stream()
                .sorted()
                .map(hidden -> hidden.column() + ":*")
                .toList());
  }

  /** What a selection asks for. */
  static ListRequest forSelection(ClinikoResource list, Selection selection) {
    var all = includingHidden(list, MAX_PER_PAGE);
    return switch (selection) {
      case Selection.ChangedSince(var from) when from == null -> all;
      case Selection.ChangedSince(var from) ->
          all.withFilters(List.of("updated_at:>=" + truncateToSecond(from)));
      case Selection.TombstonedSince(Tombstone tombstone, var since) ->
          all.withFilters(List.of(tombstone.column() + ":>=" + truncateToSecond(since)));
      case Selection.ByIds(var ids) -> all.withFilters(List.of("id:=" + String.join(",", ids)));
    };
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

  /** Cliniko's own precision; rounded down, so that a filter lets rather too much through. */
  static Instant truncateToSecond(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
