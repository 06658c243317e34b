package io.syncledger.sync.run.execution;

import io.syncledger.events.Envelope;
import io.syncledger.events.EventId;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.UpsertResult;
import io.syncledger.sync.records.UpsertCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events about a page: fetched, upserted, and rejected if any record was. */
final class PageEvents {
  private PageEvents() {}

  static int count(FetchedPage page) {
    return page.hasRejects() ? 3 : 2;
  }

  /**
   * @param first the sequence of the first event
   */
  static List<SyncEvent> of(
      RunTask task,
      long first,
      FetchedPage page,
      UpsertCounts counts,
      long databaseMs,
      Instant now) {
    var resource = page.resource();
    var events = new ArrayList<SyncEvent>();
    events.add(fetched(task.envelope(first, page.page().fetchedAt()), page));
    events.add(resource.upserted(task.envelope(first + 1, now), upsert(page, counts, databaseMs)));
    if (page.hasRejects()) {
      events.add(
          new RecordsRejected(
              task.envelope(first + 2, now), resource.resourceName(), page.parsed().rejects()));
    }
    return events;
  }

  /** The id of the event about rejected records. */
  static EventId rejectionId(RunTask task, long first, Instant now) {
    return task.envelope(first + 2, now).id();
  }

  private static PageFetched fetched(Envelope envelope, FetchedPage fetched) {
    var page = fetched.page();
    return new PageFetched(
        envelope,
        fetched.resource().resourceName(),
        fetched.number().number(),
        fetched.number().totalPages(),
        page.records().size(),
        fetched.number().recordsTotal(),
        page.bytes(),
        page.durationMs());
  }

  private static UpsertResult upsert(FetchedPage page, UpsertCounts counts, long databaseMs) {
    return new UpsertResult(
        page.number().number(),
        counts.inserted(),
        counts.updated(),
        counts.unchanged(),
        counts.archived(),
        page.parsed().rejects().size(),
        page.number().recordsTotal(),
        page.parseMs(),
        databaseMs);
  }
}
