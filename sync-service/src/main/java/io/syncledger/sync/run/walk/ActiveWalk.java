package io.syncledger.sync.run.walk;

import static io.syncledger.sync.cliniko.ClinikoResource.PATIENTS;

import io.syncledger.sync.cliniko.ClinikoClient;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Takes over the patients who have an appointment, asked for by id in batches. Who does not come
 * back has vanished.
 */
@Singleton
final class ActiveWalk {
  private final ClinikoClient cliniko;
  private final Records records;
  private final PageIntake intake;
  private final Vanishing vanishing;
  private final Places places;
  private final Delays delays;
  private final Clock clock;

  ActiveWalk(
      ClinikoClient cliniko,
      Records records,
      PageIntake intake,
      Vanishing vanishing,
      Places places,
      Delays delays,
      Clock clock) {
    this.cliniko = cliniko;
    this.records = records;
    this.intake = intake;
    this.vanishing = vanishing;
    this.places = places;
    this.delays = delays;
    this.clock = clock;
  }

  void walk(Course course, Step.ActivePatients step) throws InterruptedException {
    var work = course.work();
    var reached = course.at(step);
    var batches =
        new ActiveBatches(
            cliniko,
            after ->
                records.activePatientIds(
                    work.owner(), step.startingFrom(), after, ActiveBatches.ASKED),
            records.activePatientCount(work.owner(), step.startingFrom()),
            reached == null ? "" : reached.position(),
            clock);
    course.pass(PATIENTS);
    try (var ahead =
        new Ahead<ActiveBatches.Batch>(
            course, account -> () -> batches.next(account), delays.of(work))) {
      for (var batch = ahead.next(); batch.isPresent(); batch = ahead.next()) {
        take(course, step, batch.get());
        if (work.stopped()) {
          return;
        }
      }
    }
    if (!work.stopped()) {
      places.finish(course, step);
    }
  }

  /** The vanished first: the place that is kept with the page is behind both. */
  private void take(Course course, Step step, ActiveBatches.Batch batch) {
    vanishing.vanish(course, PATIENTS, batch.gone());
    intake.take(
        course,
        PATIENTS,
        batch.page(),
        _ -> new Checkpoint(step.name(), batch.last(), null, false));
  }
}
