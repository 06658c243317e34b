package io.syncledger.systemtests.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a sync stored how much.
 *
 * @param pages in their order
 */
record StoredPageTimeline(List<Page> pages) {
  /** Records that became visible at once. */
  record Page(Instant at, int records) {}

  /** How many records a second were stored in each tenth of them. */
  ThroughputDeciles deciles() {
    var rates = new ArrayList<Double>();
    long all = records(pages);
    long stored = 0;
    var begin = pages.getFirst();
    long before = begin.records;
    for (var page : pages) {
      stored += page.records;
      if (stored * ThroughputDeciles.COUNT >= all * (rates.size() + 1)) {
        rates.add((stored - before) / seconds(begin.at, page.at));
        begin = page;
        before = stored;
      }
    }
    return new ThroughputDeciles(rates);
  }

  /** How much was stored for each record of another sync, while both were at work. */
  double ratioTo(StoredPageTimeline other) {
    return (double) records(overlapping(other)) / records(other.overlapping(this));
  }

  private List<Page> overlapping(StoredPageTimeline other) {
    var first = other.pages.getFirst().at;
    var last = other.pages.getLast().at;
    return pages.stream()
        .filter(page -> !page.at.isBefore(first) && !page.at.isAfter(last))
        .toList();
  }

  private static long records(List<Page> pages) {
    return pages.stream().mapToLong(Page::records).sum();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
