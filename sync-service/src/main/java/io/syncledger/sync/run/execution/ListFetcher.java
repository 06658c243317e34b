package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.RequestContext;
import io.syncledger.sync.source.Selection;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes over what a step selects, page by page, from where the attempt before has come to. */
@Singleton
final class ListFetcher {
  private final PageProcessor intake;
  private final CheckpointWriter places;
  private final WaitReporter delays;

  ListFetcher(PageProcessor intake, CheckpointWriter places, WaitReporter delays) {
    this.intake = intake;
    this.places = places;
    this.delays = delays;
  }

  /** Takes over what was changed; the step's newest change is kept for the watermark. */
  void fetchChanges(RunContext course, Step.Changes step) throws InterruptedException {
    walk(course, step, new Selection.ChangedSince(step.from()), step.cursor(), true);
  }

  /**
   * Takes over what has a tombstone. Its newest change says nothing about what else was changed
   * until then, and moves no watermark.
   */
  void fetchTombstoned(RunContext course, Step.Tombstoned step) throws InterruptedException {
    walk(
        course,
        step,
        new Selection.TombstonedSince(step.tombstone(), step.since()),
        Page.START,
        false);
  }

  private void walk(RunContext course, Step step, Selection selection, String start, boolean moves)
      throws InterruptedException {
    var work = course.task();
    course.beginPass(step.list());
    try (var pages =
        new Prefetcher<>(
            course,
            context -> walk(course, context, step, selection, start),
            delays.listenerFor(work))) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        take(course, step, page.get(), moves);
        if (work.isStopped()) {
          return;
        }
      }
    }
    if (!work.isStopped()) {
      places.finish(course, step);
    }
  }

  private static Prefetcher.ItemSupplier<Page> walk(
      RunContext course, RequestContext context, Step step, Selection selection, String start) {
    var reached = course.checkpoint(step);
    var cursor = reached == null ? start : reached.position();
    return course.task().client().pages(context, step.list(), selection, cursor)::next;
  }

  private void take(RunContext course, Step step, Page page, boolean moves) {
    intake.process(
        course,
        step.list(),
        page,
        ready -> {
          var newest = moves ? known(ready.latestChange(), page.fetchedAt()) : null;
          return new Checkpoint(step.name(), page.cursor(), newest, false);
        });
  }

  /** No change is later than when it was fetched, whatever the source's clock or a record says. */
  private static @Nullable Instant known(@Nullable Instant latest, Instant fetchedAt) {
    return latest != null && latest.isAfter(fetchedAt) ? fetchedAt : latest;
  }
}
