package io.syncledger.sync.run.walk;

import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Singleton;

/** Takes a step of a plan, each kind in its own way. */
@Singleton
final class Steps {
  private final PageWalk pages;
  private final ActiveWalk active;
  private final RedriveWalk redrive;
  private final Reconciliation reconciliation;

  Steps(PageWalk pages, ActiveWalk active, RedriveWalk redrive, Reconciliation reconciliation) {
    this.pages = pages;
    this.active = active;
    this.redrive = redrive;
    this.reconciliation = reconciliation;
  }

  /** Returns when the step is done, or the run stopped. */
  void take(Course course, Step step) throws InterruptedException {
    switch (step) {
      case Step.Changes changes -> pages.changes(course, changes);
      case Step.Marked marked -> pages.marked(course, marked);
      case Step.ActivePatients patients -> active.walk(course, patients);
      case Step.Redrive again -> redrive.walk(course, again);
      case Step.Reconcile reconcile -> reconciliation.run(course, reconcile);
      case Step.Probe probe ->
          throw new IllegalStateException("Probes are taken when a run is planned: " + probe);
    }
  }
}
