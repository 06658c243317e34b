package io.syncledger.sync.source.cliniko;

import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.ListStats;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.PageIterator;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.Selection;
import io.syncledger.sync.source.SourceClient;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads Cliniko's lists; transient faults are retried and the rate limit is kept. */
@Singleton
public final class ClinikoClient implements SourceClient {
  private final ClinikoHttpClient http;
  private final RequestRetrier retrier;
  private final ClinikoSettings settings;

  ClinikoClient(ClinikoHttpClient http, RequestRetrier retrier, ClinikoSettings settings) {
    this.http = http;
    this.retrier = retrier;
    this.settings = settings;
  }

  @Override
  public int maxIdsPerRequest() {
    return ListRequest.MAX_PER_PAGE;
  }

  @Override
  public PageIterator pages(
      RequestContext context, SourceResource resource, Selection selection, String cursor) {
    var list = (ClinikoResource) resource;
    return new KeysetPageIterator(
        (request, interpreter) -> fetch(context, request, interpreter),
        list,
        KeysetCursor.start(list, selection, KeysetPosition.parse(cursor)),
        settings.maxPages());
  }

  @Override
  public ListStats stats(RequestContext context, SourceResource resource)
      throws InterruptedException {
    var newestFirst =
        ListRequest.includingHidden((ClinikoResource) resource, 1).sortedBy("updated_at:desc");
    var rows = fetch(context, newestFirst, Function.identity()).value();
    return new ListStats(
        rows.reportedTotal(),
        rows.keys().stream()
            .map(RowKey::updatedAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  @Override
  public @Nullable Long count(
      RequestContext context, SourceResource resource, IdRange range, boolean includeHidden)
      throws InterruptedException {
    var list = (ClinikoResource) resource;
    var request =
        includeHidden ? ListRequest.includingHidden(list, 1) : ListRequest.visible(list, 1);
    return fetch(context, request.withinIds(range), PageRows::reportedTotal).value();
  }

  @Override
  public List<String> ids(RequestContext context, SourceResource resource, IdRange range)
      throws InterruptedException {
    var list = (ClinikoResource) resource;
    var request = ListRequest.includingHidden(list, ListRequest.MAX_PER_PAGE).withinIds(range);
    return fetch(context, request, rows -> requireComplete(list, rows)).value().ids().toList();
  }

  @Override
  public Page byId(RequestContext context, SourceResource resource, List<String> ids)
      throws InterruptedException {
    var list = (ClinikoResource) resource;
    var fetched =
        fetch(context, ListRequest.forIds(list, ids), rows -> requireComplete(list, rows));
    var records = fetched.value().records();
    return new Page(
        1,
        records,
        1,
        (long) records.size(),
        fetched.bytes(),
        fetched.durationMs(),
        fetched.fetchedAt(),
        fetched.requests(),
        Page.START);
  }

  @Override
  public void testConnection(RequestContext context) throws InterruptedException {
    var unused = testPatientList(context);
  }

  /**
   * Result of one request that was not retried.
   *
   * @param patients as its list shows them; null when it reports none
   */
  public record ConnectionTest(@Nullable Long patients, long durationMs) {}

  /** Asks once for the number of patients, to see whether Cliniko accepts the API key. */
  public ConnectionTest testPatientList(RequestContext context) throws InterruptedException {
    var key = ApiKey.of(context);
    var request = ListRequest.visible(ClinikoResource.PATIENTS, 1);
    var fetched =
        retrier
            .sendOnce(
                key, context.listener(), () -> fetchOnce(key, request, PageRows::reportedTotal))
            .value();
    return new ConnectionTest(fetched.value(), fetched.durationMs());
  }

  /** Reads the body within the retries: half a body is a fault like any other. */
  private <T> Fetched<T> fetch(
      RequestContext context, ListRequest request, Function<PageRows, T> interpreter)
      throws InterruptedException {
    var key = ApiKey.of(context);
    var sent = retrier.send(key, context.listener(), () -> fetchOnce(key, request, interpreter));
    return sent.value().afterRequests(sent.requests());
  }

  private <T> Fetched<T> fetchOnce(
      ApiKey key, ListRequest request, Function<PageRows, T> interpreter)
      throws InterruptedException {
    var body = http.get(request.uri(settings.apiBase(key)), key);
    var rows = PageRows.of(PageParser.parse(body.bytes(), request.list().jsonMember()));
    return new Fetched<>(
        interpreter.apply(rows), body.bytes().length, body.durationMs(), body.receivedAt(), 1);
  }

  private static PageRows requireComplete(ClinikoResource list, PageRows rows) {
    boolean incomplete = rows.reportedTotal() == null ? rows.isFull() : !rows.isComplete();
    if (incomplete) {
      throw ErrorMapper.unexpectedPage(
          "Cliniko's page of " + list.resourceName() + " is not all that was asked for");
    }
    return rows;
  }
}
