package io.syncledger.sync.source.cliniko;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a selection asks for, page by page, each record once. For one thread at a time. */
public final class KeysetPageIterator {
  private final ClinikoClient client;
  private final RequestContext account;
  private final ClinikoResource list;
  private final int maxRequests;
  private KeysetCursor cursor;
  private ReportedTotals reported = new ReportedTotals(null, null);
  private int number;
  private int requests;
  private boolean ended;

  KeysetPageIterator(
      ClinikoClient client,
      RequestContext account,
      ClinikoResource list,
      KeysetCursor begin,
      int maxRequests) {
    this.client = client;
    this.account = account;
    this.list = list;
    this.cursor = begin;
    this.maxRequests = maxRequests;
  }

  /** What the last page said about the whole. */
  private record ReportedTotals(@Nullable Integer pages, @Nullable Long records) {
    boolean matches(int number, long count) {
      return (pages == null || pages == number) && (records == null || records == count);
    }
  }

  /**
   * Fetches the next page. The first one may be empty, and the last one: it is there to correct
   * what those before announced.
   *
   * @return null after the last one
   * @throws SourceException when Cliniko does not give it, or nothing that can be right
   */
  public @Nullable Page next() throws InterruptedException {
    var cost = Cost.NONE;
    while (!ended) {
      var answer = fetch();
      cost = cost.plus(answer);
      var fresh = apply(answer.value());
      boolean needed = ended && (number == 0 || !reported.matches(number, cursor.takenCount()));
      if (!fresh.isEmpty() || needed) {
        return page(fresh, cost, answer);
      }
    }
    return null;
  }

  private ClinikoClient.Fetched<KeysetStep> fetch() throws InterruptedException {
    if (++requests > maxRequests) {
      throw ErrorMapper.schemaMismatch(
          "Cliniko's pages of " + list.resource() + " do not come to an end");
    }
    return client.fetch(account, cursor.request(), this::interpret);
  }

  /** Within the retries: an answer that cannot be right may be right the next time. */
  private KeysetStep interpret(PageRows rows) {
    var step = cursor.advance(rows);
    if (step instanceof KeysetStep.Invalid(var what)) {
      throw ErrorMapper.unexpectedPage("Cliniko's page of " + list.resource() + " " + what);
    }
    return step;
  }

  private List<RawRecord> apply(KeysetStep step) {
    return switch (step) {
      case KeysetStep.Continue(var fresh, var now) -> {
        cursor = now;
        yield fresh;
      }
      case KeysetStep.End(var fresh, var now) -> {
        cursor = now;
        ended = true;
        yield fresh;
      }
      case KeysetStep.Invalid _ -> throw new IllegalStateException("A fault was not thrown");
    };
  }

  private Page page(List<RawRecord> fresh, Cost cost, ClinikoClient.Fetched<KeysetStep> answer) {
    number++;
    reported = new ReportedTotals(estimatedPages(), cursor.expectedTotal());
    return new Page(
        number,
        fresh,
        reported.pages(),
        reported.records(),
        cost.bytes(),
        cost.durationMs(),
        answer.fetchedAt(),
        cost.requests(),
        cursor.position());
  }

  /** An estimate until the end: each page repeats at least one record of the one before. */
  private @Nullable Integer estimatedPages() {
    var ahead = cursor.remaining();
    return ahead == null
        ? null
        : Math.clamp(
            number + Math.ceilDiv(ahead, ListRequest.MAX_PER_PAGE - 1L), 0, Integer.MAX_VALUE);
  }

  /** What all requests since the last page took. */
  private record Cost(long bytes, long durationMs, int requests) {
    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(ClinikoClient.Fetched<?> answer) {
      return new Cost(
          bytes + answer.bytes(), durationMs + answer.durationMs(), requests + answer.requests());
    }
  }
}
