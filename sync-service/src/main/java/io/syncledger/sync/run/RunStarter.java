package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.http.Problem;
import jakarta.inject.Singleton;
import java.util.List;

/** Starts runs, one at a time for each organisation and service. */
@Singleton
public final class RunStarter {
  private final StartDecision decision;
  private final RunWorker worker;

  RunStarter(StartDecision decision, RunWorker worker) {
    this.decision = decision;
    this.worker = worker;
  }

  /**
   * Starts a run, or tells which one is running. A run whose worker is gone does not stand in the
   * way: it is ended first.
   *
   * @throws Problem 404 when there is no such organisation, 422 when the idempotency key was used
   *     for another wish
   */
  public StartResult start(StartRequest request) {
    var decided = decision.on(request);
    decided.begun().ifPresent(begun -> worker.submit(begun.run(), begun.span()));
    return decided.answer();
  }

  /**
   * Starts a run that fetches the records of these dead letters anew, or tells which one is
   * running.
   *
   * @param letters open ones of this organisation and service, of records with an id
   */
  public StartResult redrive(StreamKey key, List<Long> letters) {
    var decided = decision.redrive(key, letters);
    decided.begun().ifPresent(begun -> worker.submit(begun.run(), begun.span()));
    return decided.answer();
  }
}
