package io.syncledger.sync.run.execution;

import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.SourceResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Totals of a run so far.
 *
 * @param requests sent to the source, retried ones included
 * @param statements sent to the database to store pages
 * @param changed records that were inserted or updated
 */
public record RunTotals(
    Map<SourceResource, ResourceTotals> lists,
    long requests,
    long statements,
    long changed,
    Times times) {

  static final RunTotals ZERO = new RunTotals(Map.of(), 0, 0, 0, new Times(0, 0, 0));

  /** Milliseconds spent on each kind of work; the kinds overlap. */
  public record Times(long fetch, long processing, long database) {
    Times plus(Times other) {
      return new Times(
          fetch + other.fetch, processing + other.processing, database + other.database);
    }
  }

  ResourceTotals forResource(SourceResource resource) {
    return lists.getOrDefault(resource, ResourceTotals.ZERO);
  }

  /** The totals as another pass over a list begins. */
  RunTotals nextPass(SourceResource resource) {
    return with(resource, ResourceTotals::nextPass);
  }

  RunTotals withRequests(long sent) {
    return new RunTotals(lists, sent, statements, changed, times);
  }

  RunTotals plus(Page page, CommittedPage committed, Times spent) {
    var added =
        with(
            committed.resource(),
            totals -> totals.plus(page, committed.stored(), committed.rejected()));
    return new RunTotals(
        added.lists,
        requests,
        statements + committed.statements(),
        changed + committed.changed(),
        times.plus(spent));
  }

  private RunTotals with(SourceResource resource, UnaryOperator<ResourceTotals> change) {
    var all = new LinkedHashMap<>(lists);
    all.put(resource, change.apply(forResource(resource)));
    return new RunTotals(all, requests, statements, changed, times);
  }

  public long records() {
    return sum(ResourceTotals::fetched);
  }

  public long rejected() {
    return sum(ResourceTotals::rejected);
  }

  private long sum(ToLongFunction<ResourceTotals> figure) {
    return lists.values().stream().mapToLong(figure).sum();
  }

  /** Returns the first total that does not agree; the run must not complete then. */
  Optional<String> contradiction(String source) {
    return lists.entrySet().stream()
        .flatMap(
            entry -> entry.getValue().contradiction(source, entry.getKey().resourceName()).stream())
        .findFirst();
  }
}
