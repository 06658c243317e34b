package io.syncledger.query.runs;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.syncledger.events.SyncId;
import io.syncledger.http.Caller;
import io.syncledger.http.Role;

/** Shows the progress of a run. */
@Controller("/api/v1/sync/progress")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProgressController {
  private final RunReader runs;

  ProgressController(RunReader runs) {
    this.runs = runs;
  }

  /**
   * Returns the progress of a run. A run is known as soon as its first event has been projected.
   */
  @Get("/{sync_id}")
  ProgressView progress(@PathVariable("sync_id") SyncId syncId, Caller caller) {
    return ProgressView.of(runs.find(caller, syncId));
  }
}
