package io.syncledger.sync.run.walk;

import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.Page;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * What a run has done so far.
 *
 * @param requests sent to the source, repeated ones included
 * @param statements sent to the database to store records and their events
 * @param changed records that were inserted or updated
 */
public record Tally(
    Map<ClinikoResource, ResourceTally> lists,
    long requests,
    long statements,
    long changed,
    Times times) {

  static final Tally NONE = new Tally(Map.of(), 0, 0, 0, new Times(0, 0, 0));

  /** Milliseconds spent on each kind of work; the kinds overlap. */
  public record Times(long fetch, long processing, long database) {
    Times plus(Times other) {
      return new Times(
          fetch + other.fetch, processing + other.processing, database + other.database);
    }
  }

  ResourceTally of(ClinikoResource list) {
    return lists.getOrDefault(list, ResourceTally.NONE);
  }

  /** Another pass of a list begins. */
  Tally pass(ClinikoResource list) {
    return with(list, ResourceTally::pass);
  }

  /** With the requests that were sent until now. */
  Tally asked(long sent) {
    return new Tally(lists, sent, statements, changed, times);
  }

  Tally plus(Page page, PageCommit.Committed committed, Times spent) {
    var told =
        with(
            committed.list(),
            tally -> tally.plus(page, committed.accounted(), committed.rejected()));
    return new Tally(
        told.lists,
        requests,
        statements + committed.statements(),
        changed + committed.changed(),
        times.plus(spent));
  }

  private Tally with(ClinikoResource list, UnaryOperator<ResourceTally> change) {
    var all = new EnumMap<ClinikoResource, ResourceTally>(ClinikoResource.class);
    all.putAll(lists);
    all.put(list, change.apply(of(list)));
    return new Tally(all, requests, statements, changed, times);
  }

  public long records() {
    return sum(ResourceTally::fetched);
  }

  public long rejected() {
    return sum(ResourceTally::rejected);
  }

  private long sum(ToLongFunction<ResourceTally> figure) {
    return lists.values().stream().mapToLong(figure).sum();
  }

  /** Which sum is off, if one is: then the run may not call itself completed. */
  Optional<String> contradiction() {
    return lists.entrySet().stream()
        .flatMap(entry -> entry.getValue().contradiction(entry.getKey().resource()).stream())
        .findFirst();
  }
}
