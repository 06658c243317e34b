package io.syncledger.sync.run.execution;

import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;

import io.syncledger.sync.source.cliniko.ClinikoClient;
import io.syncledger.sync.source.cliniko.IdRange;
import io.syncledger.sync.source.cliniko.KeysetPosition;
import io.syncledger.sync.source.cliniko.Page;
import io.syncledger.sync.source.cliniko.RequestContext;
import io.syncledger.sync.source.cliniko.Selection;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Patients by id, a batch a request; used by one thread. */
final class ActiveBatches {
  /** One more than a batch holds, to know whether it is the last. */
  static final int ASKED = Selection.ByIds.MAX + 1;

  private final ClinikoClient cliniko;
  private final Function<String, List<String>> ids;
  private final long count;
  private final Clock clock;
  private String after;
  private long asked;
  private long fetched;
  private boolean ended;

  /**
   * @param ids the next ones to ask for, given the last one that was
   * @param count how many there are about
   * @param after the last one that was asked for; empty for none
   */
  ActiveBatches(
      ClinikoClient cliniko,
      Function<String, List<String>> ids,
      long count,
      String after,
      Clock clock) {
    this.cliniko = cliniko;
    this.ids = ids;
    this.count = count;
    this.after = after;
    this.clock = clock;
  }

  /**
   * What came of a batch.
   *
   * @param gone those that did not come back
   * @param last the last id asked for
   */
  record Batch(Page page, List<String> gone, String last) {}

  /** Null after the last one; there is one at least, though it be empty. */
  @Nullable Batch next(RequestContext account) throws InterruptedException {
    if (ended) {
      return null;
    }
    var next = ids.apply(after);
    var batch = next.stream().limit(Selection.ByIds.MAX).toList();
    ended = next.size() < ASKED;
    after = batch.isEmpty() ? after : batch.getLast();
    asked += batch.size();
    // A link may end in something that is no id; nobody has such a patient.
    var askable = batch.stream().filter(IdRange::isId).toList();
    var page = askable.isEmpty() ? nobody() : cliniko.byId(account, PATIENTS, askable);
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
    return new Page(1, List.of(), null, 0L, 0, 0, clock.instant(), 0, KeysetPosition.START);
  }
}
