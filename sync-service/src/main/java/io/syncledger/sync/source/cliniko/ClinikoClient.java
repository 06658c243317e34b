package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.cliniko.RequestRetrier.Result;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cliniko's lists, with short faults ridden out. */
@Singleton
public final class ClinikoClient {
  private final ClinikoHttpClient http;
  private final RequestRetrier retrier;
  private final ClinikoSettings settings;

  ClinikoClient(ClinikoHttpClient http, RequestRetrier patience, ClinikoSettings settings) {
    this.http = http;
    this.retrier = patience;
    this.settings = settings;
  }

  /** What an answer means, and what it took to get it. */
  record Fetched<T>(T value, long bytes, long durationMs, Instant fetchedAt, int requests) {}

  /**
   * All that a selection asks for, from a position on.
   *
   * @param from where an earlier walk of the same selection came to
   */
  public KeysetPageIterator pages(
      RequestContext account, ClinikoResource list, Selection selection, KeysetPosition from) {
    return new KeysetPageIterator(
        this, account, list, KeysetCursor.start(list, selection, from), settings.maxPages());
  }

  /** How many records a list has, hidden ones included, and when the last of them changed. */
  public ListStats stats(RequestContext account, ClinikoResource list) throws InterruptedException {
    var newest = ListRequest.includingHidden(list, 1).sortedBy("updated_at:desc");
    var rows = fetch(account, newest, Function.identity()).value();
    return new ListStats(
        rows.reportedTotal(),
        rows.keys().stream()
            .map(RowKey::updatedAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  /**
   * How many records a list has.
   *
   * @param hidden whether those count that the list hides by default
   * @return null when the source does not say
   */
  public @Nullable Long count(
      RequestContext account, ClinikoResource list, IdRange range, boolean hidden)
      throws InterruptedException {
    var request = hidden ? ListRequest.includingHidden(list, 1) : ListRequest.visible(list, 1);
    return fetch(account, request.withinIds(range), PageRows::reportedTotal).value();
  }

  /**
   * The ids of a range, those included that the list hides by default.
   *
   * @throws SourceException also when there are more than {@value Selection.ByIds#MAX}
   */
  public List<String> ids(RequestContext account, ClinikoResource list, IdRange range)
      throws InterruptedException {
    var request = ListRequest.includingHidden(list, ListRequest.MAX_PER_PAGE).withinIds(range);
    return fetch(account, request, rows -> requireComplete(list, rows)).value().ids().toList();
  }

  /**
   * Certain records as they are now, those included that the list hides by default. What does not
   * come is not there.
   *
   * @param ids 1 to {@value Selection.ByIds#MAX}
   */
  public Page byId(RequestContext account, ClinikoResource list, List<String> ids)
      throws InterruptedException {
    var request = ListRequest.forSelection(list, new Selection.ByIds(ids));
    var answer = fetch(account, request, rows -> requireComplete(list, rows));
    var records = answer.value().records();
    return new Page(
        1,
        records,
        1,
        (long) records.size(),
        answer.bytes(),
        answer.durationMs(),
        answer.fetchedAt(),
        answer.requests(),
        KeysetPosition.START);
  }

  /**
   * Cliniko's answer to one request that nobody repeats.
   *
   * @param patients as its list shows them; null when it does not say
   */
  public record ConnectionTest(@Nullable Long patients, long durationMs) {}

  /** Asks once, whether Cliniko lets an account in. */
  public ConnectionTest testConnection(RequestContext account) throws InterruptedException {
    var request = ListRequest.visible(ClinikoResource.PATIENTS, 1);
    var answer =
        retrier
            .sendOnce(account, () -> fetchOnce(account, request, PageRows::reportedTotal))
            .value();
    return new ConnectionTest(answer.value(), answer.durationMs());
  }

  /** The body is read within the retries: half a body is a fault like any other. */
  <T> Fetched<T> fetch(RequestContext account, ListRequest request, Function<PageRows, T> meaning)
      throws InterruptedException {
    Result<Fetched<T>> tried = retrier.send(account, () -> fetchOnce(account, request, meaning));
    var got = tried.value();
    return new Fetched<>(
        got.value(), got.bytes(), got.durationMs(), got.fetchedAt(), tried.requests());
  }

  private <T> Fetched<T> fetchOnce(
      RequestContext account, ListRequest request, Function<PageRows, T> meaning)
      throws InterruptedException {
    var body = http.get(request.uri(settings.apiBase(account.key())), account.key());
    var rows = PageRows.of(PageParser.parse(body.bytes(), request.list().jsonMember()));
    return new Fetched<>(
        meaning.apply(rows), body.bytes().length, body.durationMs(), body.receivedAt(), 1);
  }

  private static PageRows requireComplete(ClinikoResource list, PageRows rows) {
    boolean open = rows.reportedTotal() == null ? rows.isFull() : !rows.isComplete();
    if (open) {
      throw ErrorMapper.unexpectedPage(
          "Cliniko's page of " + list.resource() + " is not all that was asked for");
    }
    return rows;
  }
}
