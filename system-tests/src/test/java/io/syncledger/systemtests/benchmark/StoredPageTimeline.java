package io.syncledger.systemtests.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The number of records that a sync had stored at each time.
 *
 * @param pages in order
 */
record StoredPageTimeline(List<Page> pages) {
  /** Records that were stored in one transaction. */
  record Page(Instant at, int records) {}

  /** The rate in records per second for each tenth of the records. */
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

  /** The number of records stored per record of another sync while both were running. */
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
