package io.syncledger.sync.cliniko;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.syncledger.sync.cliniko.ClinikoResource.Tombstone;
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
 * @param perPage 1 to {@link #MOST}
 * @param filters all of which hold, such as {@code id:>=7}
 */
record ListRequest(ClinikoResource list, int perPage, @Nullable String sort, List<String> filters) {
  /** The most that Cliniko gives. */
  static final int MOST = 100;

  ListRequest {
    filters = List.copyOf(filters);
  }

  /** All of the list but what it hides. */
  static ListRequest shown(ClinikoResource list, int perPage) {
    return new ListRequest(list, perPage, null, List.of());
  }

  /** All of the list. */
  static ListRequest all(ClinikoResource list, int perPage) {
    return shown(list, perPage)
        .with(list.hides().stream().sorted().map(hidden -> hidden.field() + ":*").toList());
  }

  /** What a selection asks for. */
  static ListRequest selected(ClinikoResource list, Selection selection) {
    var all = all(list, MOST);
    return switch (selection) {
      case Selection.Changed(var from) when from == null -> all;
      case Selection.Changed(var from) -> all.with(List.of("updated_at:>=" + second(from)));
      case Selection.Marked(Tombstone tombstone, var since) ->
          all.with(List.of(tombstone.field() + ":>=" + second(since)));
      case Selection.Ids(var ids) -> all.with(List.of("id:=" + String.join(",", ids)));
    };
  }

  ListRequest sorted(String by) {
    return new ListRequest(list, perPage, by, filters);
  }

  ListRequest within(IdRange range) {
    var more = new ArrayList<String>();
    if (range.from() != null) {
      more.add("id:>=" + range.from());
    }
    if (range.to() != null) {
      more.add("id:<" + range.to());
    }
    return with(more);
  }

  ListRequest with(List<String> more) {
    var all = new ArrayList<>(filters);
    all.addAll(more);
    return new ListRequest(list, perPage, sort, all);
  }

  URI at(URI base) {
    var uri = new StringBuilder(base + "/" + list.path() + "?per_page=" + perPage);
    if (sort != null) {
      uri.append("&sort=").append(URLEncoder.encode(sort, UTF_8));
    }
    filters.forEach(filter -> uri.append("&q%5B%5D=").append(URLEncoder.encode(filter, UTF_8)));
    return URI.create(uri.toString());
  }

  /** Cliniko's own precision; rounded down, so that a filter lets rather too much through. */
  static Instant second(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
