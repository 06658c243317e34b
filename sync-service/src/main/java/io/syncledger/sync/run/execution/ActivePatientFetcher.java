package io.syncledger.sync.run.execution;

import static io.syncledger.sync.source.cliniko.ClinikoResource.PATIENTS;

import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.cliniko.ClinikoClient;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Takes over the patients who have an appointment, asked for by id in batches. Who does not come
 * back has vanished.
 */
@Singleton
final class ActivePatientFetcher {
  private final ClinikoClient cliniko;
  private final RecordStore records;
  private final PageProcessor intake;
  private final DeletionMarker vanishing;
  private final CheckpointWriter places;
  private final WaitReporter delays;
  private final Clock clock;

  ActivePatientFetcher(
      ClinikoClient cliniko,
      RecordStore records,
      PageProcessor intake,
      DeletionMarker vanishing,
      CheckpointWriter places,
      WaitReporter delays,
      Clock clock) {
    this.cliniko = cliniko;
    this.records = records;
    this.intake = intake;
    this.vanishing = vanishing;
    this.places = places;
    this.delays = delays;
    this.clock = clock;
  }

  void fetch(RunContext course, Step.ActivePatients step) throws InterruptedException {
    var work = course.task();
    var reached = course.checkpoint(step);
    var batches =
        new ActiveBatches(
            cliniko,
            after ->
                records.activePatientIds(
                    work.owner(), step.startingFrom(), after, ActiveBatches.ASKED),
            records.activePatientCount(work.owner(), step.startingFrom()),
            reached == null ? "" : reached.position(),
            clock);
    course.beginPass(PATIENTS);
    try (var ahead =
        new Prefetcher<ActiveBatches.Batch>(
            course, account -> () -> batches.next(account), delays.listenerFor(work))) {
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
    vanishing.markDeleted(course, PATIENTS, batch.gone());
    intake.process(
        course,
        PATIENTS,
        batch.page(),
        _ -> new Checkpoint(step.name(), batch.last(), null, false));
  }
}
