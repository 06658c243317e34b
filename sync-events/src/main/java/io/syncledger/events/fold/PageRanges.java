package io.syncledger.events.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of page numbers as sorted, disjoint, non-adjacent ranges: normally a single range, however
 * many pages there are.
 *
 * @param repeated how many pages were added a second time
 */
public record PageRanges(List<Range> ranges, int repeated) {

  /** Both ends included. */
  public record Range(int from, int to) {}

  public static final PageRanges EMPTY = new PageRanges(List.of(), 0);

  public PageRanges {
    ranges = List.copyOf(ranges);
  }

  public boolean contains(int page) {
    return ranges.stream().anyMatch(range -> range.from() <= page && page <= range.to());
  }

  /** This set with one more page. */
  public PageRanges add(int page) {
    if (contains(page)) {
      return new PageRanges(ranges, repeated + 1);
    }
    var merged = new ArrayList<Range>();
    var grown = new Range(page, page);
    for (var range : ranges) {
      if (range.to() + 1 == grown.from()) {
        grown = new Range(range.from(), grown.to());
      } else if (grown.to() + 1 == range.from()) {
        grown = new Range(grown.from(), range.to());
      } else {
        merged.add(range);
      }
    }
    merged.add(grown);
    merged.sort(Comparator.comparingInt(Range::from));
    return new PageRanges(merged, repeated);
  }

  public int count() {
    return ranges.stream().mapToInt(range -> range.to() - range.from() + 1).sum();
  }

  /** The greatest page number; 0 when the set is empty. */
  public int last() {
    return ranges.isEmpty() ? 0 : ranges.getLast().to();
  }

  /**
   * The pages from 1 to {@code expected} that are not in the set, at most {@code limit} of them.
   */
  public List<Integer> missing(int expected, int limit) {
    var missing = new ArrayList<Integer>();
    int next = 1;
    for (var range : ranges) {
      next = fill(missing, next, Math.min(range.from() - 1, expected), limit);
      next = Math.max(next, range.to() + 1);
    }
    fill(missing, next, expected, limit);
    return List.copyOf(missing);
  }

  private static int fill(List<Integer> missing, int from, int to, int limit) {
    int page = from;
    for (; page <= to && missing.size() < limit; page++) {
      missing.add(page);
    }
    return page;
  }
}
