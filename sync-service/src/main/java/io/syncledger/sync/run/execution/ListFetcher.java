package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.Watermark;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.Selection;
import jakarta.inject.Singleton;

/** Fetches what a step selects of a list, page by page, from where the last attempt stopped. */
@Singleton
final class ListFetcher {
  private final PageProcessor pages;
  private final StepFinisher finisher;
  private final WaitReporter waits;

  ListFetcher(PageProcessor pages, StepFinisher finisher, WaitReporter waits) {
    this.pages = pages;
    this.finisher = finisher;
    this.waits = waits;
  }

  /** Fetches what changed. The latest change is kept with the checkpoint, for the watermark. */
  void fetchChanges(RunContext context, Step.Changes step) throws InterruptedException {
    fetch(context, step, new Selection.ChangedSince(step.from()), step.cursor(), true);
  }

  /**
   * Fetches what has a tombstone. Its latest change does not imply that everything changed before
   * was seen, so it moves no watermark.
   */
  void fetchTombstoned(RunContext context, Step.Tombstoned step) throws InterruptedException {
    var selection = new Selection.TombstonedSince(step.tombstone(), step.since());
    fetch(context, step, selection, Page.START, false);
  }

  private void fetch(
      RunContext context, Step step, Selection selection, String start, boolean movesWatermark)
      throws InterruptedException {
    var task = context.task();
    var reached = context.checkpoint(step);
    var cursor = reached == null ? start : reached.position();
    context.beginPass(step.resource());
    try (var prefetcher =
        new Prefetcher<Page>(
            context,
            request -> task.client().pages(request, step.resource(), selection, cursor)::next,
            waits.listenerFor(task))) {
      for (var page = prefetcher.next(); page.isPresent(); page = prefetcher.next()) {
        process(context, step, page.get(), movesWatermark);
        if (task.isStopped()) {
          return;
        }
      }
    }
    if (!task.isStopped()) {
      finisher.finish(context, step);
    }
  }

  private void process(RunContext context, Step step, Page page, boolean movesWatermark) {
    pages.process(
        context,
        step.resource(),
        page,
        parsed -> {
          var newest =
              movesWatermark ? Watermark.notAfter(parsed.latestChange(), page.fetchedAt()) : null;
          return new Checkpoint(step.name(), page.cursor(), newest, false);
        });
  }
}
