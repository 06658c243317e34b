package io.syncledger.sync.run;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import io.swagger.v3.oas.annotations.media.Schema;
import io.syncledger.events.SyncId;
import io.syncledger.http.Caller;
import io.syncledger.http.Problem;
import io.syncledger.http.Role;
import io.syncledger.sync.run.state.LeaseRenewer;
import io.syncledger.sync.run.state.RunStore;
import jakarta.inject.Named;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;

/** Cancels syncs on request and ends those whose worker died. */
@Controller("/api/v1/sync")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class CancelController {
  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final PendingRetryStore retries;
  private final LeaseRenewer active;
  private final StaleRunReaper reaper;
  private final Clock clock;

  CancelController(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      PendingRetryStore retries,
      LeaseRenewer active,
      StaleRunReaper reaper,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.retries = retries;
    this.active = active;
    this.reaper = reaper;
    this.clock = clock;
  }

  @Serdeable
  @Schema(name = "CancelController.Cancelling")
  record CancelResponse(String message, String syncId, String organizationId, Instant timestamp) {}

  @Serdeable
  @Schema(name = "CancelController.CleanedUp")
  record CleanupResponse(String message, int cleanedSyncs, Instant timestamp) {}

  /**
   * Requests the cancellation of a sync; the executing instance stops after the current page.
   * Stored records remain. If the sync has failed and waits for its retry, the retry is cancelled.
   *
   * @throws Problem 404 when none of the caller's organizations has such a sync, 409 when it has
   *     ended and no retry of it is pending
   */
  @Post("/cancel/{sync_id}")
  @Status(HttpStatus.ACCEPTED)
  CancelResponse cancel(@PathVariable("sync_id") SyncId syncId, Caller caller) {
    var organizationId =
        runs.organizationOf(syncId, caller.organizations())
            .orElseThrow(() -> Problem.notFound("There is no such sync"));
    if (!runs.requestCancel(syncId, organizationId, caller.subject()) && !cancelRetry(syncId)) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "sync_not_running",
          "Sync not running",
          "The sync has ended already");
    }
    active.cancel(syncId, caller.subject());
    return new CancelResponse(
        "Sync is being cancelled", syncId.value(), organizationId.value(), clock.instant());
  }

  private boolean cancelRetry(SyncId failedRun) {
    return transactions.<Boolean>executeWrite(_ -> retries.cancel(failedRun));
  }

  /** Ends the syncs of the caller's organizations whose worker died. */
  @Post("/cleanup")
  CleanupResponse cleanUp(Caller caller) {
    int ended = reaper.reap(caller.organizations());
    return new CleanupResponse(
        "Cleaned up " + ended + (ended == 1 ? " stale sync" : " stale syncs"),
        ended,
        clock.instant());
  }
}
