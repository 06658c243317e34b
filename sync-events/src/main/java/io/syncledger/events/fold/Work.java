package io.syncledger.events.fold;

import io.syncledger.events.Reject;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.RecordsRejected;
import io.syncledger.events.SyncEvent.RecordsUpserted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a run has done so far.
 *
 * @param resources progress by resource
 * @param rejects the first {@link #REJECTS_KEPT} of the rejected records
 */
public record Work(SortedMap<String, ResourceProgress> resources, List<Reject> rejects) {

  public static final int REJECTS_KEPT = 100;

  public static final Work NONE = new Work(new TreeMap<>(), List.of());

  public Work {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    rejects = List.copyOf(rejects);
  }

  Work apply(SyncEvent event) {
    return switch (event) {
      case PageFetched page -> on(page.resource(), progress -> progress.apply(page));
      case RecordsUpserted stored ->
          on(stored.resource(), progress -> progress.apply(stored.upsert()));
      case RecordsRejected rejected -> new Work(resources, firstOf(rejects, rejected.rejects()));
      default -> this;
    };
  }

  private Work on(String resource, UnaryOperator<ResourceProgress> change) {
    var changed = new TreeMap<>(resources);
    changed.put(resource, change.apply(resources.getOrDefault(resource, ResourceProgress.NONE)));
    return new Work(changed, rejects);
  }

  private static List<Reject> firstOf(List<Reject> kept, List<Reject> more) {
    return new ArrayList<>(
        Stream.concat(kept.stream(), more.stream()).limit(REJECTS_KEPT).toList());
  }

  /** The sum of one figure over all resources. */
  public long sum(ToLongFunction<ResourceProgress> figure) {
    return resources.values().stream().mapToLong(figure).sum();
  }

  /** Whether every announced page of every resource begun has arrived. */
  public boolean allFetched() {
    return !resources.isEmpty()
        && resources.values().stream().allMatch(ResourceProgress::allFetched);
  }

  /**
   * The share of the known work that is done, 0 to 1: fetching counts 25 parts, processing and
   * storing 70, as in the milestones of contract/rest.md with connecting taken out.
   */
  double share() {
    long expected = sum(ResourceProgress::expected);
    if (expected == 0) {
      return 0;
    }
    long fetched = sum(ResourceProgress::fetched);
    long processed = sum(ResourceProgress::processed);
    return (25.0 * fetched + 70.0 * processed) / (95.0 * expected);
  }
}
