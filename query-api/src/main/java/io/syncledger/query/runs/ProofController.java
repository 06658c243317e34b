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

/** Shows the proof of a run. */
@Controller("/api/v1/sync/proof")
@Secured(Role.VIEWER)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProofController {
  private final RunReader runs;

  ProofController(RunReader runs) {
    this.runs = runs;
  }

  /** Returns the proof of a run: whether its pages and totals agree, and each discrepancy. */
  @Get("/{sync_id}")
  ProofView proof(@PathVariable("sync_id") SyncId syncId, Caller caller) {
    return ProofView.of(runs.find(caller, syncId));
  }
}
