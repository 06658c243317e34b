package io.syncledger.sync.run;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncMode;
import io.syncledger.events.Trigger;
import io.syncledger.http.Problem;
import io.syncledger.sync.deadletters.RedriveLauncher;
import io.syncledger.sync.organizations.Organizations;
import io.syncledger.sync.run.RunCreator.NewRun;
import io.syncledger.sync.run.state.RunStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts runs, one at a time for each organization and service. Every start is decided in one
 * transaction that locks the organization: a repeated idempotency key gets its first result, a run
 * whose worker died is ended, and a new run is created unless one is live. Once the transaction has
 * committed, the run's worker takes over.
 */
@Singleton
public final class RunStarter implements RedriveLauncher {
  private final TransactionOperations<Connection> transactions;
  private final Organizations organizations;
  private final IdempotencyStore idempotency;
  private final StaleRunReaper reaper;
  private final PendingRetryStore retries;
  private final RunStore runs;
  private final RunCreator creator;
  private final RunWorker worker;
  private final Clock clock;

  RunStarter(
      @Named("sync") TransactionOperations<Connection> transactions,
      Organizations organizations,
      IdempotencyStore idempotency,
      StaleRunReaper reaper,
      PendingRetryStore retries,
      RunStore runs,
      RunCreator creator,
      RunWorker worker,
      Clock clock) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.idempotency = idempotency;
    this.reaper = reaper;
    this.retries = retries;
    this.runs = runs;
    this.creator = creator;
    this.worker = worker;
    this.clock = clock;
  }

  /** Result of a request, and the run that was created for it, if any. */
  private record Decision(StartResult result, Optional<NewRun> created) {
    static Decision existing(StartResult result) {
      return new Decision(result, Optional.empty());
    }
  }

  /**
   * Starts a run, or reports the one that is running. A run whose worker died does not stand in the
   * way: it is ended first.
   *
   * @throws Problem 404 when there is no such organization, 422 when the idempotency key was used
   *     for another request
   */
  public StartResult start(StartRequest request) {
    return begin(transactions.executeWrite(_ -> decide(request)));
  }

  @Override
  public Launched redrive(StreamKey key, List<Long> deadLetterIds) {
    return launched(begin(transactions.executeWrite(_ -> decideRedrive(key, deadLetterIds))));
  }

  @Override
  public Launched restart(StreamKey key, SyncMode mode, boolean full) {
    return launched(start(new StartRequest(key, mode, full, Trigger.MANUAL, null)));
  }

  private static Launched launched(StartResult result) {
    var started = result.orThrowConflict();
    return new Launched(started.syncId(), started.answeredAt());
  }

  /** Starts a retry that is due, unless it is no longer pending or another run is live. */
  void startRetry(PendingRetry due) {
    transactions.executeWrite(_ -> decideRetry(due)).ifPresent(this::submit);
  }

  private StartResult begin(Decision decision) {
    decision.created().ifPresent(this::submit);
    return decision.result();
  }

  private void submit(NewRun created) {
    worker.submit(created.run(), created.span());
  }

  private Decision decide(StartRequest request) {
    var key = request.key();
    lockOrganization(key);
    var repeated = idempotency.find(request, clock.instant());
    if (repeated.isPresent()) {
      return Decision.existing(repeated.get());
    }
    reaper.reap(List.of(key.organizationId()));
    var now = awaitEndInProgress(key);
    var decision = pendingRetryInstead(request, now).orElseGet(() -> create(request, now));
    idempotency.save(request, decision.result());
    return decision;
  }

  /** A scheduled start leaves a pending retry alone; any other start takes its place. */
  private Optional<Decision> pendingRetryInstead(StartRequest request, Instant now) {
    return request.trigger() == Trigger.SCHEDULED
        ? retries
            .find(request.key())
            .map(retry -> Decision.existing(new StartResult(retry.failedRun(), false, now)))
        : Optional.empty();
  }

  private Decision create(StartRequest request, Instant now) {
    return decision(request.key(), creator.create(request, now), now);
  }

  private Decision decideRedrive(StreamKey key, List<Long> deadLetterIds) {
    lockOrganization(key);
    reaper.reap(List.of(key.organizationId()));
    var now = awaitEndInProgress(key);
    return decision(key, creator.createRedrive(key, deadLetterIds, now), now);
  }

  private Optional<NewRun> decideRetry(PendingRetry due) {
    organizations.lock(due.key().organizationId());
    var now = awaitEndInProgress(due.key());
    var created = retries.take(due.failedRun()).flatMap(retry -> creator.createRetry(retry, now));
    created.ifPresentOrElse(
        run -> retries.transferCheckpoints(due, run.run().syncId()),
        () -> retries.deleteCheckpoints(due.failedRun()));
    return created;
  }

  private void lockOrganization(StreamKey key) {
    if (!organizations.lock(key.organizationId())) {
      throw Problem.notFound("There is no such organization");
    }
  }

  /**
   * Waits while another transaction is ending the live run, so that no run begins before the end of
   * the one before it.
   *
   * @return the time after that wait
   */
  private Instant awaitEndInProgress(StreamKey key) {
    var unused = runs.lockLive(key);
    return clock.instant();
  }

  private Decision decision(StreamKey key, Optional<NewRun> created, Instant now) {
    created.ifPresent(_ -> retries.supersede(key));
    var syncId = created.map(run -> run.run().syncId()).or(() -> runs.findLive(key)).orElseThrow();
    return new Decision(new StartResult(syncId, created.isPresent(), now), created);
  }
}
