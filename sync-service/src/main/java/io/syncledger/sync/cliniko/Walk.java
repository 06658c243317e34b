package io.syncledger.sync.cliniko;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a selection asks for, page by page, each record once. For one thread at a time. */
public final class Walk {
  private final ClinikoClient client;
  private final Account account;
  private final ClinikoResource list;
  private final int maxRequests;
  private Keyset keyset;
  private Told told = new Told(null, null);
  private int number;
  private int asked;
  private boolean ended;

  Walk(ClinikoClient client, Account account, ClinikoResource list, Keyset begin, int maxRequests) {
    this.client = client;
    this.account = account;
    this.list = list;
    this.keyset = begin;
    this.maxRequests = maxRequests;
  }

  /** What the last page said about the whole. */
  private record Told(@Nullable Integer pages, @Nullable Long records) {
    boolean holds(int number, long count) {
      return (pages == null || pages == number) && (records == null || records == count);
    }
  }

  /**
   * Fetches the next page. The first one may be empty, and the last one: it is there to correct
   * what those before announced.
   *
   * @return null after the last one
   * @throws ClinikoException when Cliniko does not give it, or nothing that can be right
   */
  public @Nullable Page next() throws InterruptedException {
    var cost = Cost.NONE;
    while (!ended) {
      var answer = ask();
      cost = cost.plus(answer);
      var fresh = taken(answer.value());
      boolean needed = ended && (number == 0 || !told.holds(number, keyset.count()));
      if (!fresh.isEmpty() || needed) {
        return page(fresh, cost, answer);
      }
    }
    return null;
  }

  private ClinikoClient.Answer<Step> ask() throws InterruptedException {
    if (++asked > maxRequests) {
      throw Refusals.notAPage("Cliniko's pages of " + list.resource() + " do not come to an end");
    }
    return client.ask(account, keyset.request(), this::judged);
  }

  /** Within the retries: an answer that cannot be right may be right the next time. */
  private Step judged(Rows rows) {
    var step = keyset.after(rows);
    if (step instanceof Step.Fault(var what)) {
      throw Refusals.notAsAsked("Cliniko's page of " + list.resource() + " " + what);
    }
    return step;
  }

  private List<RawRecord> taken(Step step) {
    return switch (step) {
      case Step.On(var fresh, var now) -> {
        keyset = now;
        yield fresh;
      }
      case Step.End(var fresh, var now) -> {
        keyset = now;
        ended = true;
        yield fresh;
      }
      case Step.Fault _ -> throw new IllegalStateException("A fault was not thrown");
    };
  }

  private Page page(List<RawRecord> fresh, Cost cost, ClinikoClient.Answer<Step> answer) {
    number++;
    told = new Told(pages(), keyset.total());
    return new Page(
        number,
        fresh,
        told.pages(),
        told.records(),
        cost.bytes(),
        cost.durationMs(),
        answer.at(),
        cost.requests(),
        keyset.position());
  }

  /** An estimate until the end: each page repeats at least one record of the one before. */
  private @Nullable Integer pages() {
    var ahead = keyset.ahead();
    return ahead == null
        ? null
        : Math.clamp(number + Math.ceilDiv(ahead, ListRequest.MOST - 1L), 0, Integer.MAX_VALUE);
  }

  /** What all requests since the last page took. */
  private record Cost(long bytes, long durationMs, int requests) {
    static final Cost NONE = new Cost(0, 0, 0);

    Cost plus(ClinikoClient.Answer<?> answer) {
      return new Cost(
          bytes + answer.bytes(), durationMs + answer.durationMs(), requests + answer.requests());
    }
  }
}
