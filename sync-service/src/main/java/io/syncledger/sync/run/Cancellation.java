package io.syncledger.sync.run;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.SyncId;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import io.syncledger.sync.run.lease.ActiveRuns;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.run.retry.PendingRetryStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;

/**
 * Asks for a run's end. Its worker sees the wish with its next page or its next sign of life; of a
 * run that failed and is to be tried again, the retry does not happen.
 */
@Singleton
final class Cancellation {
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final PendingRetryStore retries;
  private final ActiveRuns active;

  Cancellation(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      PendingRetryStore retries,
      ActiveRuns active) {
    this.transactions = transactions;
    this.runs = runs;
    this.retries = retries;
    this.active = active;
  }

  /**
   * Wherever the run's worker is.
   *
   * @return the run's organisation
   * @throws Problem 404 when none of the caller's organisations has such a run, 409 when it ended
   *     and no retry of it is pending
   */
  OrganizationId request(SyncId syncId, Caller caller) {
    var organizationId =
        runs.organizationOf(syncId, caller.organizations())
            .orElseThrow(() -> Problem.notFound("There is no such sync"));
    if (!runs.requestCancel(syncId, organizationId, caller.subject())
        && !transactions.<Boolean>executeWrite(_ -> retries.cancel(syncId))) {
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
