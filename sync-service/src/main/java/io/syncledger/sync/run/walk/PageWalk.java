package io.syncledger.sync.run.walk;

import io.syncledger.sync.cliniko.Account;
import io.syncledger.sync.cliniko.ClinikoClient;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.cliniko.Position;
import io.syncledger.sync.cliniko.Selection;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes over what a step selects, page by page, from where the attempt before has come to. */
@Singleton
final class PageWalk {
  private final ClinikoClient cliniko;
  private final PageIntake intake;
  private final Places places;
  private final Delays delays;

  PageWalk(ClinikoClient cliniko, PageIntake intake, Places places, Delays delays) {
    this.cliniko = cliniko;
    this.intake = intake;
    this.places = places;
    this.delays = delays;
  }

  /** Takes over what was changed; the step's newest change is kept for the watermark. */
  void changes(Course course, Step.Changes step) throws InterruptedException {
    walk(course, step, new Selection.Changed(step.from()), true);
  }

  /**
   * Takes over what has a tombstone. Its newest change says nothing about what else was changed
   * until then, and moves no watermark.
   */
  void marked(Course course, Step.Marked step) throws InterruptedException {
    walk(course, step, new Selection.Marked(step.tombstone(), step.since()), false);
  }

  private void walk(Course course, Step step, Selection selection, boolean moves)
      throws InterruptedException {
    var work = course.work();
    course.pass(step.list());
    try (var pages =
        new Ahead<>(
            course,
            account -> walk(account, step.list(), selection, course.at(step)),
            delays.of(work))) {
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        take(course, step, page.get(), moves);
        if (work.stopped()) {
          return;
        }
      }
    }
    if (!work.stopped()) {
      places.finish(course, step);
    }
  }

  private Ahead.Source<Page> walk(
      Account account, ClinikoResource list, Selection selection, @Nullable Checkpoint reached) {
    var from = reached == null ? Position.START : Position.parse(reached.position());
    return cliniko.walk(account, list, selection, from)::next;
  }

  private void take(Course course, Step step, Page page, boolean moves) {
    intake.take(
        course,
        step.list(),
        page,
        ready -> {
          var newest = moves ? known(ready.latestChange(), page.fetchedAt()) : null;
          return new Checkpoint(step.name(), page.after().text(), newest, false);
        });
  }

  /** No change is later than when it was fetched, whatever the source's clock or a record says. */
  private static @Nullable Instant known(@Nullable Instant latest, Instant fetchedAt) {
    return latest != null && latest.isAfter(fetchedAt) ? fetchedAt : latest;
  }
}
