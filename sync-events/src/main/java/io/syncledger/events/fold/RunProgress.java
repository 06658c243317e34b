package io.syncledger.events.fold;

import io.syncledger.events.PlannedResource;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.Annotation;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.SyncEvent.RecordsUpserted;
import io.syncledger.events.SyncEvent.RecordsVanished;
import io.syncledger.events.SyncEvent.SyncDelayed;
import io.syncledger.events.SyncEvent.SyncPlanned;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncEvent.Terminal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The progress of a run over all its resources.
 *
 * @param resources progress by resource
 * @param rejects the first {@link #MAX_REJECTS} of the rejected records
 */
public record RunProgress(
    SortedMap<String, ResourceProgress> resources, List<RejectedRecord> rejects) {

  public static final int MAX_REJECTS = 100;

  public static final RunProgress EMPTY = new RunProgress(new TreeMap<>(), List.of());

  public RunProgress {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    rejects = List.copyOf(rejects);
  }

  RunProgress apply(SyncEvent event) {
    return switch (event) {
      case SyncPlanned plan -> plan(plan.resources());
      case PageFetched page -> update(page.resource(), progress -> progress.apply(page));
      case RecordsUpserted stored ->
          update(stored.resource(), progress -> progress.apply(stored.upsert()));
      case RecordsRejected rejected -> reject(rejected);
      case RecordsVanished vanished ->
          update(vanished.resource(), progress -> progress.vanish(vanished.recordIds().size()));
      case SyncStarted _, SyncDelayed _, Terminal _, Annotation _ -> this;
    };
  }

  private RunProgress plan(List<PlannedResource> planned) {
    var result = this;
    for (int i = 0; i < planned.size(); i++) {
      int position = i;
      var resource = planned.get(i);
      result = result.update(resource.resource(), progress -> progress.plan(position, resource));
    }
    return result;
  }

  private RunProgress update(String resource, UnaryOperator<ResourceProgress> change) {
    var changed = new TreeMap<>(resources);
    changed.put(resource, change.apply(resources.getOrDefault(resource, ResourceProgress.EMPTY)));
    return new RunProgress(changed, rejects);
  }

  private RunProgress reject(RecordsRejected event) {
    var more = event.rejects().stream().map(reject -> new RejectedRecord(event.resource(), reject));
    return new RunProgress(
        resources, Stream.concat(rejects.stream(), more).limit(MAX_REJECTS).toList());
  }

  /** The sum of one figure over all resources. */
  public long sum(ToLongFunction<ResourceProgress> figure) {
    return resources.values().stream().mapToLong(figure).sum();
  }

  /** Whether every announced page of every started or planned resource has arrived. */
  public boolean allFetched() {
    return !resources.isEmpty()
        && resources.values().stream().allMatch(ResourceProgress::allFetched);
  }

  /** The resources in the order of the plan, followed by those outside of it by name. */
  public List<Map.Entry<String, ResourceProgress>> inPlanOrder() {
    return resources.entrySet().stream()
        .sorted(Comparator.comparing(RunProgress::position))
        .toList();
  }

  /** The resource being processed: the first that is not done, otherwise the last. */
  public Optional<String> currentResource() {
    var all = inPlanOrder();
    return all.stream()
        .filter(entry -> !entry.getValue().done())
        .findFirst()
        .or(() -> all.reversed().stream().findFirst())
        .map(Map.Entry::getKey);
  }

  private static int position(Map.Entry<String, ResourceProgress> entry) {
    var planned = entry.getValue().planned();
    return planned == null ? Integer.MAX_VALUE : planned.position();
  }

  /**
   * The fraction of the run that is done, 0 to 1. Fetching counts 25 parts and processing with
   * storing 70, as in the milestones of contract/rest.md without connecting. A resource weighs as
   * much as it has records, an empty one as much as one record, and a planned one of unknown size
   * as much as the mean of the others.
   */
  double fractionDone() {
    var known = resources.values().stream().filter(ResourceProgress::hasKnownSize).toList();
    double weight = known.stream().mapToDouble(RunProgress::weight).sum();
    double done = known.stream().mapToDouble(one -> weight(one) * fractionDone(one)).sum();
    return weight == 0 ? 0 : done / weight * known.size() / resources.size();
  }

  private static double weight(ResourceProgress resource) {
    return Math.max(1, resource.expected());
  }

  private static double fractionDone(ResourceProgress resource) {
    long expected = resource.expected();
    double fetched = expected == 0 ? one(resource.pagesFetched()) : resource.fetched();
    double processed = expected == 0 ? one(resource.pagesStored()) : resource.processed();
    return (25 * fetched + 70 * processed) / (95 * Math.max(1, expected));
  }

  private static int one(PageRanges pages) {
    return pages.count() > 0 ? 1 : 0;
  }
}
