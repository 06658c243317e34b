package io.syncledger.sync.run.plan;

import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.sync.source.ChangeTracking;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.Source;
import io.syncledger.sync.source.SourceResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The steps of a run, in order. A full run fetches its lists as a whole and reconciles them at the
 * end; an incremental run fetches what changed since the watermarks.
 *
 * @param lists those that are copied as a whole, in order; their watermarks move when the run
 *     completes
 */
public record Plan(List<SourceResource> lists, List<Step> steps) {
  /**
   * Time before its watermark from which a list is read: commits may come late, and clocks differ.
   */
  static final Duration OVERLAP = Duration.ofMinutes(5);

  public Plan {
    lists = List.copyOf(lists);
    steps = List.copyOf(steps);
  }

  /**
   * Full as long as one of the mode's lists was never fetched as a whole.
   *
   * @param full whether a full run was requested
   */
  public static SyncType syncType(
      Source source, SyncMode mode, boolean full, Map<SourceResource, Watermark> known) {
    return full || !known.keySet().containsAll(source.resources(mode))
        ? SyncType.FULL
        : SyncType.INCREMENTAL;
  }

  /**
   * Makes the plan of a run.
   *
   * @param at when it is made
   */
  public static Plan of(
      Source source,
      SyncMode mode,
      SyncType type,
      Map<SourceResource, Watermark> known,
      Instant at) {
    var lists = source.resources(mode);
    var steps = new ArrayList<Step>();
    if (type == SyncType.FULL) {
      lists.forEach(resource -> steps.add(new Step.Probe(resource)));
      lists.forEach(resource -> steps.add(new Step.Changes(resource, null)));
    } else {
      lists.forEach(
          resource ->
              steps.addAll(incremental(resource, known.getOrDefault(resource, Watermark.NONE))));
    }
    source.referenced(mode).ifPresent(records -> steps.add(new Step.Referenced(records, at)));
    if (type == SyncType.FULL) {
      // Last, so that records which moved between lists in the meantime are not missed.
      lists.forEach(resource -> steps.add(new Step.Reconcile(resource)));
    }
    return new Plan(lists, steps);
  }

  /** Makes the plan of a redrive of records of these lists; no watermark moves. */
  public static Plan redrive(List<SourceResource> lists) {
    return new Plan(List.of(), lists.stream().<Step>map(Step.Redrive::new).toList());
  }

  private static List<Step> incremental(SourceResource resource, Watermark watermark) {
    if (resource.changeTracking() == ChangeTracking.TOKEN) {
      var token = watermark.token();
      return List.of(new Step.Changes(resource, null, token == null ? Page.START : token));
    }
    var changed = watermark.updatedAt();
    var floor = watermark.changeFloor();
    var tombstonedSince = floor == null ? Instant.EPOCH : floor.minus(OVERLAP);
    var steps = new ArrayList<Step>();
    steps.add(new Step.Changes(resource, changed == null ? null : changed.minus(OVERLAP)));
    resource.filterableTombstones().stream()
        .sorted()
        .forEach(tombstone -> steps.add(new Step.Tombstoned(resource, tombstone, tombstonedSince)));
    return steps;
  }
}
