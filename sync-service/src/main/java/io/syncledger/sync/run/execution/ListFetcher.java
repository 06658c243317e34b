package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.cliniko.ClinikoClient;
import io.syncledger.sync.source.cliniko.ClinikoResource;
import io.syncledger.sync.source.cliniko.KeysetPosition;
import io.syncledger.sync.source.cliniko.Page;
import io.syncledger.sync.source.cliniko.RequestContext;
import io.syncledger.sync.source.cliniko.Selection;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes over what a step selects, page by page, from where the attempt before has come to. */
@Singleton
final class ListFetcher {
  private final ClinikoClient cliniko;
  private final PageProcessor intake;
  private final CheckpointWriter places;
  private final WaitReporter delays;

  ListFetcher(
      ClinikoClient cliniko, PageProcessor intake, CheckpointWriter places, WaitReporter delays) {
    this.cliniko = cliniko;
    this.intake = intake;
    this.places = places;
    this.delays = delays;
  }

  /** Takes over what was changed; the step's newest change is kept for the watermark. */
  void fetchChanges(RunContext course, Step.Changes step) throws InterruptedException {
    walk(course, step, new Selection.ChangedSince(step.from()), true);
  }

  /**
   * Takes over what has a tombstone. Its newest change says nothing about what else was changed
   * until then, and moves no watermark.
   */
  void fetchTombstoned(RunContext course, Step.Tombstoned step) throws InterruptedException {
    walk(course, step, new Selection.TombstonedSince(step.tombstone(), step.since()), false);
  }

  private void walk(RunContext course, Step step, Selection selection, boolean moves)
      throws InterruptedException {
    var work = course.task();
    course.beginPass(step.list());
    try (var pages =
        new Prefetcher<>(
            course,
            account -> walk(account, step.list(), selection, course.checkpoint(step)),
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

  private Prefetcher.ItemSupplier<Page> walk(
      RequestContext account,
      ClinikoResource list,
      Selection selection,
      @Nullable Checkpoint reached) {
    var from = reached == null ? KeysetPosition.START : KeysetPosition.parse(reached.position());
    return cliniko.pages(account, list, selection, from)::next;
  }

  private void take(RunContext course, Step step, Page page, boolean moves) {
    intake.process(
        course,
        step.list(),
        page,
        ready -> {
          var newest = moves ? known(ready.latestChange(), page.fetchedAt()) : null;
          return new Checkpoint(step.name(), page.cursor().toText(), newest, false);
        });
  }

  /** No change is later than when it was fetched, whatever the source's clock or a record says. */
  private static @Nullable Instant known(@Nullable Instant latest, Instant fetchedAt) {
    return latest != null && latest.isAfter(fetchedAt) ? fetchedAt : latest;
  }
}
