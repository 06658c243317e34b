package io.syncledger.sync.cliniko;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk stands inside a second that holds more rows than a page: it takes one range of ids
 * after the other, and halves a range that is too large.
 *
 * @param from where the range begins that is asked for; null for no bound
 * @param bounds where it and those after it end, the nearest one last; the last range has no bound
 */
record Inside(@Nullable String from, List<String> bounds) {

  Inside {
    bounds = List.copyOf(bounds);
  }

  IdRange range() {
    return new IdRange(from, bounds.isEmpty() ? null : bounds.getLast());
  }

  /** The range and those after it. */
  IdRange rest() {
    return new IdRange(from, null);
  }

  /** The part of the range below an id comes first. */
  Inside halved(String middle) {
    var more = new ArrayList<>(bounds);
    more.add(middle);
    return new Inside(from, more);
  }

  /** After the range; null when it was the last one. */
  @Nullable Inside next() {
    return bounds.isEmpty()
        ? null
        : new Inside(bounds.getLast(), bounds.subList(0, bounds.size() - 1));
  }
}
