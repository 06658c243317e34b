package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.PageIterator;
import io.syncledger.sync.source.RawRecord;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows a {@link KeysetCursor} through a list, a request at a time. */
final class KeysetPageIterator implements PageIterator {
  private final Requests requests;
  private final ClinikoResource list;
  private final int maxRequests;
  private KeysetCursor cursor;
  private ReportedTotals reported = new ReportedTotals(null, null);
  private int number;
  private int sent;
  private boolean ended;

  KeysetPageIterator(Requests requests, ClinikoResource list, KeysetCursor start, int maxRequests) {
    this.requests = requests;
    this.list = list;
    this.cursor = start;
    this.maxRequests = maxRequests;
  }

  /** Sends a request and retries it while its rows cannot be interpreted. */
  interface Requests {
    Fetched<KeysetCursor.CursorStep> send(
        ListRequest request, Function<PageRows, KeysetCursor.CursorStep> interpret)
        throws InterruptedException;
  }

  /** Totals of the whole list as the last page reported them. */
  private record ReportedTotals(@Nullable Integer pages, @Nullable Long records) {
    boolean matches(int number, long count) {
      return (pages == null || pages == number) && (records == null || records == count);
    }
  }

  @Override
  public @Nullable Page next() throws InterruptedException {
    var cost = Cost.NONE;
    while (!ended) {
      var fetched = fetch();
      cost = cost.plus(fetched);
      var newRows = apply(fetched.value());
      boolean corrects = ended && (number == 0 || !reported.matches(number, cursor.rowsRead()));
      if (!newRows.isEmpty() || corrects) {
        return page(newRows, cost, fetched);
      }
    }
    return null;
  }

  private Fetched<KeysetCursor.CursorStep> fetch() throws InterruptedException {
    if (++sent > maxRequests) {
      throw ErrorMapper.schemaMismatch(
          "Cliniko's pages of " + list.resourceName() + " do not come to an end");
    }
    return requests.send(cursor.request(), this::interpret);
  }

  /** Called within the retries: rows that cannot be right may be right the next time. */
  private KeysetCursor.CursorStep interpret(PageRows rows) {
    var step = cursor.advance(rows);
    if (step instanceof KeysetCursor.Invalid(var problem)) {
      throw ErrorMapper.unexpectedPage("Cliniko's page of " + list.resourceName() + " " + problem);
    }
    return step;
  }

  private List<RawRecord> apply(KeysetCursor.CursorStep step) {
    return switch (step) {
      case KeysetCursor.Continue(var newRows, var next) -> {
        cursor = next;
        yield newRows;
      }
      case KeysetCursor.End(var newRows, var next) -> {
        cursor = next;
        ended = true;
        yield newRows;
      }
      case KeysetCursor.Invalid _ -> throw new IllegalStateException("An invalid page was let in");
    };
  }

  private Page page(List<RawRecord> newRows, Cost cost, Fetched<?> last) {
    number++;
    reported = new ReportedTotals(estimatedPages(), cursor.expectedTotal());
    return new Page(
        number,
        newRows,
        reported.pages(),
        reported.records(),
        cost.bytes(),
        cost.durationMs(),
        last.fetchedAt(),
        cost.requests(),
        cursor.position().toText());
  }

  /** An estimate until the end: each page repeats at least one record of the page before. */
  private @Nullable Integer estimatedPages() {
    var remaining = cursor.remaining();
    return remaining == null
        ? null
        : Math.clamp(
            number + Math.ceilDiv(remaining, ListRequest.MAX_PER_PAGE - 1L), 0, Integer.MAX_VALUE);
  }

  /** Cost of all requests since the last page. */
  private record Cost(long bytes, long durationMs, int requests) {
    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(Fetched<?> fetched) {
      return new Cost(
          bytes + fetched.bytes(),
          durationMs + fetched.durationMs(),
          requests + fetched.requests());
    }
  }
}
