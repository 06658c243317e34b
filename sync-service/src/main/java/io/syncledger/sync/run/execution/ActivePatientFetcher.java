package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Takes over the patients who have an appointment, asked for by id in batches. Who does not come
 * back has vanished.
 */
@Singleton
final class ActivePatientFetcher {
  private final PageProcessor intake;
  private final DeletionMarker vanishing;
  private final CheckpointWriter places;
  private final WaitReporter delays;
  private final Clock clock;

  ActivePatientFetcher(
      PageProcessor intake,
      DeletionMarker vanishing,
      CheckpointWriter places,
      WaitReporter delays,
      Clock clock) {
    this.intake = intake;
    this.vanishing = vanishing;
    this.places = places;
    this.delays = delays;
    this.clock = clock;
  }

  void fetch(RunContext course, Step.Referenced step) throws InterruptedException {
    var work = course.task();
    var reached = course.checkpoint(step);
    var batches =
        new ActiveBatches(
            work.client(),
            step.list(),
            (after, limit) -> step.records().ids(work.owner(), step.at(), after, limit),
            step.records().count(work.owner(), step.at()),
            reached == null ? "" : reached.position(),
            clock);
    course.beginPass(step.list());
    try (var ahead =
        new Prefetcher<ActiveBatches.Batch>(
            course, context -> () -> batches.next(context), delays.listenerFor(work))) {
      for (var batch = ahead.next(); batch.isPresent(); batch = ahead.next()) {
        take(course, step, batch.get());
        if (work.isStopped()) {
          return;
        }
      }
    }
    if (!work.isStopped()) {
      places.finish(course, step);
    }
  }

  /** The vanished first: the place that is kept with the page is behind both. */
  private void take(RunContext course, Step step, ActiveBatches.Batch batch) {
    vanishing.markDeleted(course, step.list(), batch.gone());
    intake.process(
        course,
        step.list(),
        batch.page(),
        _ -> new Checkpoint(step.name(), batch.last(), null, false));
  }
}
