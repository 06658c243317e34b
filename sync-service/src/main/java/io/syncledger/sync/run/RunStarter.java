package io.syncledger.sync.run;

import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import io.syncledger.http.Problem;
import io.syncledger.sync.deadletters.RedriveLauncher;
import jakarta.inject.Singleton;
import java.util.List;

/** Starts runs, one at a time for each organisation and service. */
@Singleton
public final class RunStarter implements RedriveLauncher {
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

  @Override
  public Launched redrive(StreamKey key, List<Long> deadLetters) {
    var decided = decision.redrive(key, deadLetters);
    decided.begun().ifPresent(begun -> worker.submit(begun.run(), begun.span()));
    return launched(decided.answer());
  }

  @Override
  public Launched restart(StreamKey key, SyncMode mode, boolean full) {
    return launched(start(new StartRequest(key, mode, full, Trigger.MANUAL, null)));
  }

  private static Launched launched(StartResult result) {
    var started = result.orThrowConflict();
    return new Launched(started.syncId(), started.answeredAt());
  }
}
