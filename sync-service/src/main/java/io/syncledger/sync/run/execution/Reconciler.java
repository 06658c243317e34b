package io.syncledger.sync.run.execution;

import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles a list with what is stored of it. Where the counts of both sides differ, the range of
 * ids is halved until the ids themselves can be compared; then records that the source lacks are
 * marked as vanished, and records that are missing here are fetched.
 */
@Singleton
final class Reconciler {
  /** Maximum of stored ids compared at once; of the source's ids, one request's worth. */
  private static final int MAX_STORED_IDS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final SourceCaller calls;
  private final RecordStore records;
  private final RejectedRecordRepository rejectedRecords;
  private final VanishedRecordMarker vanished;
  private final PageProcessor pages;
  private final StepFinisher finisher;

  Reconciler(
      SourceCaller calls,
      RecordStore records,
      RejectedRecordRepository rejectedRecords,
      VanishedRecordMarker vanished,
      PageProcessor pages,
      StepFinisher finisher) {
    this.calls = calls;
    this.records = records;
    this.rejectedRecords = rejectedRecords;
    this.vanished = vanished;
    this.pages = pages;
    this.finisher = finisher;
  }

  /**
   * @throws InconsistentSourceException when implausibly many records would count as vanished
   */
  void reconcile(RunContext context, Step.Reconcile step) throws InterruptedException {
    var task = context.task();
    long atSource = countAtSource(context, step.resource(), IdRange.all(step.resource()));
    if (atSource < 0) {
      LOG.atWarn()
          .setMessage("{} does not count its {}, so missing ones cannot be noticed")
          .addArgument(task.source().displayName())
          .addArgument(step.resource().resourceName())
          .addKeyValue("sync_id", task.run().syncId().value())
          .log();
    } else {
      compareCounts(context, step, atSource);
    }
    if (!task.isStopped()) {
      finisher.finish(context, step);
    }
  }

  private void compareCounts(RunContext context, Step.Reconcile step, long atSource)
      throws InterruptedException {
    var resource = step.resource();
    var rejected = findRejected(context, resource);
    long stored =
        records.countStored(context.task().organizationId(), resource, IdRange.all(resource));
    vanished.checkPlausible(context, resource, stored, stored - atSource);
    if (atSource != stored + rejected.count()) {
      search(context, step, rejected);
    }
  }

  /** The records that this run and its earlier attempts could not store. */
  private RejectedIds findRejected(RunContext context, SourceResource resource) {
    var run = context.task().run();
    return RejectedIds.of(
        resource.idFormat(),
        rejectedRecords.findByRun(
            run.syncId().value(),
            run.key().organizationId().value(),
            resource.resourceName(),
            RejectedIds.MAX));
  }

  private void search(RunContext context, Step.Reconcile step, RejectedIds rejected)
      throws InterruptedException {
    var task = context.task();
    var resource = step.resource();
    var ranges = new ArrayDeque<IdRange>();
    ranges.push(IdRange.all(resource));
    while (!ranges.isEmpty() && !task.isStopped()) {
      var range = ranges.pop();
      long atSource = countAtSource(context, resource, range);
      long stored = records.countStored(task.organizationId(), resource, range);
      if (atSource == stored + rejected.count(range)) {
        continue;
      }
      if (atSource <= task.client().maxIdsPerRequest() && stored <= MAX_STORED_IDS) {
        compareIds(context, step, range, rejected);
      } else {
        var middle = middle(context, resource, range, stored);
        ranges.push(range.from(middle));
        ranges.push(range.below(middle));
      }
    }
  }

  private long countAtSource(RunContext context, SourceResource resource, IdRange range)
      throws InterruptedException {
    var client = context.task().client();
    return calls.call(context, request -> client.count(request, resource, range, true)).orElse(-1L);
  }

  /** The median of the stored ids; without any, the middle of the numbers. */
  private String middle(RunContext context, SourceResource resource, IdRange range, long stored) {
    return records
        .storedIdAt(context.task().organizationId(), resource, range, Math.max(1, stored / 2))
        .orElseGet(range::middle);
  }

  private void compareIds(
      RunContext context, Step.Reconcile step, IdRange range, RejectedIds rejected)
      throws InterruptedException {
    var task = context.task();
    var resource = step.resource();
    var atSource =
        calls
            .call(context, request -> task.client().ids(request, resource, range))
            .orElse(List.of());
    var stored = records.storedIds(task.organizationId(), resource, range, MAX_STORED_IDS);
    markVanished(context, resource, without(stored, atSource));
    fetchMissing(context, step, without(without(atSource, stored), rejected.ids()));
  }

  private static List<String> without(Collection<String> ids, Collection<String> others) {
    var remaining = new LinkedHashSet<>(ids);
    remaining.removeAll(Set.copyOf(others));
    return List.copyOf(remaining);
  }

  /**
   * Rechecks the ids with a request of their own before marking them: the list may be incomplete.
   */
  private void markVanished(RunContext context, SourceResource resource, List<String> absent)
      throws InterruptedException {
    var client = context.task().client();
    int max = client.maxIdsPerRequest();
    for (int first = 0; first < absent.size(); first += max) {
      var ids = absent.subList(first, Math.min(absent.size(), first + max));
      var found =
          calls
              .call(context, request -> client.byId(request, resource, ids))
              .map(RecordIds::of)
              .orElse(Set.of());
      vanished.mark(context, resource, ids.stream().filter(id -> !found.contains(id)).toList());
    }
  }

  private void fetchMissing(RunContext context, Step step, List<String> missing)
      throws InterruptedException {
    if (missing.isEmpty()) {
      return;
    }
    var page =
        calls
            .call(
                context, request -> context.task().client().byId(request, step.resource(), missing))
            .orElseThrow(IllegalStateException::new);
    context.beginPass(step.resource());
    pages.process(
        context, step.resource(), page, _ -> new Checkpoint(step.name(), "", null, false));
  }
}
