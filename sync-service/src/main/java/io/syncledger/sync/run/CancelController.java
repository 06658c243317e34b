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
import io.syncledger.events.SyncId;
import io.syncledger.http.Caller;
import io.syncledger.http.Role;
import java.time.Clock;
import java.time.Instant;

/** Ends syncs before their time. */
@Controller("/api/v1/sync")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
class CancelController {
  private final Cancellation cancellation;
  private final StaleRunReaper reaper;
  private final Clock clock;

  CancelController(Cancellation cancellation, StaleRunReaper reaper, Clock clock) {
    this.cancellation = cancellation;
    this.reaper = reaper;
    this.clock = clock;
  }

  @Serdeable
  record Cancelling(String message, String syncId, String organizationId, Instant timestamp) {}

  @Serdeable
  record CleanedUp(String message, int cleanedSyncs, Instant timestamp) {}

  /** The sync ends after the page in hand; what was stored stays. */
  @Post("/cancel/{sync_id}")
  @Status(HttpStatus.ACCEPTED)
  Cancelling cancel(@PathVariable("sync_id") SyncId syncId, Caller caller) {
    var organizationId = cancellation.request(syncId, caller);
    return new Cancelling(
        "Sync is being cancelled", syncId.value(), organizationId.value(), clock.instant());
  }

  /** Ends the syncs of the caller's organisations whose worker is gone. */
  @Post("/cleanup")
  CleanedUp cleanUp(Caller caller) {
    int ended = reaper.reap(caller.organizations());
    return new CleanedUp(
        "Cleaned up " + ended + (ended == 1 ? " stale sync" : " stale syncs"),
        ended,
        clock.instant());
  }
}
