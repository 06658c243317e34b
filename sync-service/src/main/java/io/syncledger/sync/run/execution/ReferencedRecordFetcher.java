package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.RequestContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the records that stored records refer to, by id in batches. Those that do not come back
 * are marked as vanished.
 */
@Singleton
final class ReferencedRecordFetcher {
  private final PageProcessor pages;
  private final VanishedRecordMarker vanished;
  private final StepFinisher finisher;
  private final WaitReporter waits;
  private final Clock clock;

  ReferencedRecordFetcher(
      PageProcessor pages,
      VanishedRecordMarker vanished,
      StepFinisher finisher,
      WaitReporter waits,
      Clock clock) {
    this.pages = pages;
    this.vanished = vanished;
    this.finisher = finisher;
    this.waits = waits;
    this.clock = clock;
  }

  /**
   * One fetched batch.
   *
   * @param missing the ids that did not come back
   * @param lastId the last id of the batch
   */
  private record Batch(Page page, List<String> missing, String lastId) {}

  void fetch(RunContext context, Step.Referenced step) throws InterruptedException {
    var task = context.task();
    var reached = context.checkpoint(step);
    var startAfter = reached == null ? "" : reached.position();
    long count = step.records().count(task.organizationId(), step.at());
    context.beginPass(step.resource());
    try (var prefetcher =
        new Prefetcher<Batch>(
            context,
            request -> new BatchSupplier(task, step, request, count, startAfter, clock),
            waits.listenerFor(task))) {
      for (var batch = prefetcher.next(); batch.isPresent(); batch = prefetcher.next()) {
        process(context, step, batch.get());
        if (task.isStopped()) {
          return;
        }
      }
    }
    if (!task.isStopped()) {
      finisher.finish(context, step);
    }
  }

  /** Vanished records come first: the checkpoint that is saved with the page covers both. */
  private void process(RunContext context, Step step, Batch batch) {
    vanished.mark(context, step.resource(), batch.missing());
    pages.process(
        context,
        step.resource(),
        batch.page(),
        _ -> new Checkpoint(step.name(), batch.lastId(), null, false));
  }

  /** Fetches one batch after the other, at least one even if it is empty. */
  private static final class BatchSupplier implements Prefetcher.ItemSupplier<Batch> {
    private final RunTask task;
    private final Step.Referenced step;
    private final RequestContext request;
    private final long count;
    private final Clock clock;
    private String lastId;
    private long requested;
    private long fetched;
    private boolean ended;

    /**
     * @param count how many ids there are, roughly
     * @param startAfter the last id that an earlier attempt requested; empty for none
     */
    BatchSupplier(
        RunTask task,
        Step.Referenced step,
        RequestContext request,
        long count,
        String startAfter,
        Clock clock) {
      this.task = task;
      this.step = step;
      this.request = request;
      this.count = count;
      this.lastId = startAfter;
      this.clock = clock;
    }

    @Override
    public @Nullable Batch next() throws InterruptedException {
      if (ended) {
        return null;
      }
      var ids = nextIds();
      // References may end in something that is no id; no record has it.
      var valid = ids.stream().filter(step.resource().idFormat()::isId).toList();
      var page =
          valid.isEmpty()
              ? Page.empty(clock.instant())
              : task.client().byId(request, step.resource(), valid);
      fetched += page.records().size();
      var found = RecordIds.of(page);
      return new Batch(
          withTotal(page), valid.stream().filter(id -> !found.contains(id)).toList(), lastId);
    }

    /** Looks up one id more than a batch holds, to know whether it is the last batch. */
    private List<String> nextIds() {
      int max = task.client().maxIdsPerRequest();
      var found = step.records().ids(task.organizationId(), step.at(), lastId, max + 1);
      var ids = found.stream().limit(max).toList();
      ended = found.size() <= max;
      lastId = ids.isEmpty() ? lastId : ids.getLast();
      requested += ids.size();
      return ids;
    }

    /** The total is an estimate until the last page, which makes it exact. */
    private Page withTotal(Page page) {
      long remaining = ended ? 0 : Math.max(1, count - requested);
      return page.asBatch(fetched + remaining, page.requests());
    }
  }
}
