package io.syncledger.sync.run.execution;

import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Singleton;

/** Takes a step of a plan, each kind in its own way. */
@Singleton
final class Steps {
  private final ListFetcher pages;
  private final ActivePatientFetcher active;
  private final RedriveFetcher redrive;
  private final Reconciler reconciliation;

  Steps(
      ListFetcher pages,
      ActivePatientFetcher active,
      RedriveFetcher redrive,
      Reconciler reconciliation) {
    this.pages = pages;
    this.active = active;
    this.redrive = redrive;
    this.reconciliation = reconciliation;
  }

  /** Returns when the step is done, or the run stopped. */
  void take(RunContext course, Step step) throws InterruptedException {
    switch (step) {
      case Step.Changes changes -> pages.fetchChanges(course, changes);
      case Step.Tombstoned marked -> pages.fetchTombstoned(course, marked);
      case Step.Referenced referenced -> active.fetch(course, referenced);
      case Step.Redrive again -> redrive.fetch(course, again);
      case Step.Reconcile reconcile -> reconciliation.reconcile(course, reconcile);
      case Step.Probe probe ->
          throw new IllegalStateException("Probes are taken when a run is planned: " + probe);
    }
  }
}
