package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.SourceClient;
import io.syncledger.sync.source.SourceResource;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Patients by id, a batch a request; used by one thread. */
final class ActiveBatches {
  private final SourceClient client;
  private final SourceResource list;
  private final Ids ids;
  private final long count;
  private final Clock clock;
  private String after;
  private long asked;
  private long fetched;
  private boolean ended;

  /**
   * @param list the list that they are on
   * @param ids the ids to fetch
   * @param count how many there are about
   * @param after the last one that was asked for; empty for none
   */
  ActiveBatches(
      SourceClient client, SourceResource list, Ids ids, long count, String after, Clock clock) {
    this.client = client;
    this.list = list;
    this.ids = ids;
    this.count = count;
    this.after = after;
    this.clock = clock;
  }

  /** Supplies the ids that follow another one, in ascending order. */
  interface Ids {
    List<String> after(String id, int limit);
  }

  /**
   * What came of a batch.
   *
   * @param gone those that did not come back
   * @param last the last id asked for
   */
  record Batch(Page page, List<String> gone, String last) {}

  /** Null after the last one; there is one at least, though it be empty. */
  @Nullable Batch next(RequestContext context) throws InterruptedException {
    if (ended) {
      return null;
    }
    int most = client.maxIdsPerRequest();
    // One more than a batch holds, to know whether it is the last.
    var next = ids.after(after, most + 1);
    var batch = next.stream().limit(most).toList();
    ended = next.size() <= most;
    after = batch.isEmpty() ? after : batch.getLast();
    asked += batch.size();
    // A link may end in something that is no id; nobody has such a patient.
    var askable = batch.stream().filter(list.idFormat()::isId).toList();
    var page = askable.isEmpty() ? nobody() : client.byId(context, list, askable);
    fetched += page.records().size();
    var back = RecordIds.of(page);
    return new Batch(
        counted(page), askable.stream().filter(id -> !back.contains(id)).toList(), after);
  }

  /** What is left is known about, and on the last page exactly. */
  private Page counted(Page page) {
    long left = ended ? 0 : Math.max(1, count - asked);
    return new Page(
        1,
        page.records(),
        null,
        fetched + left,
        page.bytes(),
        page.durationMs(),
        page.fetchedAt(),
        page.requests(),
        page.cursor());
  }

  private Page nobody() {
    return Page.empty(clock.instant());
  }
}
