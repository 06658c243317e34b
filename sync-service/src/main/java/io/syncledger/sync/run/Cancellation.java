package io.syncledger.sync.run;

import io.micronaut.http.HttpStatus;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncId;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;

/** Asks for a run's end. Its worker sees the wish with its next page or its next sign of life. */
@Singleton
final class Cancellation {
  private final Runs runs;
  private final ActiveRuns active;

  Cancellation(Runs runs, ActiveRuns active) {
    this.runs = runs;
    this.active = active;
  }

  /**
   * Wherever the run's worker is.
   *
   * @return the run's organisation
   * @throws Problem 404 when none of the caller's organisations has such a run, 409 when it ended
   */
  OrganizationId request(SyncId syncId, Caller caller) {
    var organizationId =
        runs.organizationOf(syncId, caller.organizations())
            .orElseThrow(() -> Problem.notFound("There is no such sync"));
    if (!runs.requestCancel(syncId, organizationId, caller.subject())) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "sync_not_running",
          "Sync not running",
          "The sync has ended already");
    }
    active.cancel(syncId, caller.subject());
    return organizationId;
  }
}
