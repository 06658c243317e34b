package io.syncledger.sync.run.execution;

import io.syncledger.events.Envelope;
import io.syncledger.events.EventId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.UpsertResult;
import io.syncledger.sync.records.UpsertCounts;
import io.syncledger.sync.run.execution.PageCommitter.Arrived;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.SourceResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of a page. */
final class PageEvents {
  private PageEvents() {}

  /**
   * A page's place among all of its resource, in whatever pass it came.
   *
   * @param totalPages null when the source does not say
   * @param recordsTotal null when the source does not say
   */
  record Numbered(int number, @Nullable Integer totalPages, @Nullable Long recordsTotal) {
    static Numbered of(ResourceTotals tally, Page page) {
      return new Numbered(tally.nextPageNumber(), tally.totalPages(page), tally.recordsTotal(page));
    }
  }

  /** How many events there will be. */
  static int count(Arrived arrived) {
    return arrived.ready().rejects().isEmpty() ? 2 : 3;
  }

  /**
   * @param first sequence
   */
  static List<SyncEvent> of(
      RunTask work,
      long first,
      Arrived arrived,
      UpsertCounts stored,
      long databaseMs,
      Instant now) {
    var list = arrived.ready().resource();
    var rejects = arrived.ready().rejects();
    var events = new ArrayList<SyncEvent>();
    events.add(fetched(work.envelope(first, arrived.page().fetchedAt()), list, arrived));
    events.add(list.upserted(work.envelope(first + 1, now), upsert(arrived, stored, databaseMs)));
    if (!rejects.isEmpty()) {
      events.add(new RecordsRejected(work.envelope(first + 2, now), list.resource(), rejects));
    }
    return events;
  }

  /** Which event tells of the rejected ones. */
  static EventId rejection(RunTask work, long first, Instant now) {
    return work.envelope(first + 2, now).id();
  }

  private static PageFetched fetched(Envelope envelope, SourceResource list, Arrived arrived) {
    var page = arrived.page();
    return new PageFetched(
        envelope,
        list.resource(),
        arrived.numbered().number(),
        arrived.numbered().totalPages(),
        page.records().size(),
        arrived.numbered().recordsTotal(),
        page.bytes(),
        page.durationMs());
  }

  private static UpsertResult upsert(Arrived arrived, UpsertCounts stored, long databaseMs) {
    return new UpsertResult(
        arrived.numbered().number(),
        stored.inserted(),
        stored.updated(),
        stored.unchanged(),
        stored.archived(),
        arrived.ready().rejects().size(),
        arrived.numbered().recordsTotal(),
        arrived.transformMs(),
        databaseMs);
  }
}
