package io.syncledger.sync.run;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.StreamKey;
import io.syncledger.events.Trigger;
import io.syncledger.http.Problem;
import io.syncledger.sync.organizations.Organizations;
import io.syncledger.sync.run.Opening.Begun;
import io.syncledger.sync.run.retry.PendingRetry;
import io.syncledger.sync.run.retry.PendingRetryStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about wishes to start a run and about retries, one after the other by organisation. */
@Singleton
final class StartDecision {
  private final TransactionOperations<Connection> transactions;
  private final Organizations organizations;
  private final IdempotencyStore answers;
  private final Opening opening;
  private final PendingRetryStore retries;
  private final StaleRunReaper reaper;
  private final Clock clock;

  StartDecision(
      @Named("sync") TransactionOperations<Connection> transactions,
      Organizations organizations,
      IdempotencyStore answers,
      Opening opening,
      PendingRetryStore retries,
      StaleRunReaper reaper,
      Clock clock) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.answers = answers;
    this.opening = opening;
    this.retries = retries;
    this.reaper = reaper;
    this.clock = clock;
  }

  /**
   * @param begun the run that the answer tells of, if it was begun by this decision
   */
  record Decided(StartResult answer, Optional<Begun> begun) {}

  Decided on(StartRequest request) {
    return transactions.executeWrite(_ -> decide(request));
  }

  /** Empty when the retry is pending no longer, or another run is live. */
  Optional<Begun> on(PendingRetry due) {
    return transactions.executeWrite(
        _ -> {
          organizations.lock(due.key().organizationId());
          var now = settled(due.key());
          var begun = retries.take(due.failedRun()).flatMap(retry -> opening.begin(retry, now));
          begun.ifPresentOrElse(
              run -> retries.transferCheckpoints(due, run.run().syncId()),
              () -> retries.deleteCheckpoints(due.failedRun()));
          return begun;
        });
  }

  /** A redrive of these dead letters; nothing begins when a run is live. */
  Decided redrive(StreamKey key, List<Long> letters) {
    return transactions.executeWrite(
        _ -> {
          if (!organizations.lock(key.organizationId())) {
            throw Problem.notFound("There is no such organization");
          }
          reaper.reap(List.of(key.organizationId()));
          var now = settled(key);
          return decided(key, opening.redrive(key, letters, now), now);
        });
  }

  private Decided decide(StartRequest request) {
    if (!organizations.lock(request.key().organizationId())) {
      throw Problem.notFound("There is no such organization");
    }
    var before = answers.find(request, clock.instant());
    if (before.isPresent()) {
      return new Decided(before.get(), Optional.empty());
    }
    var decided = begin(request);
    answers.save(request, decided.answer());
    return decided;
  }

  private Decided begin(StartRequest request) {
    reaper.reap(List.of(request.key().organizationId()));
    var now = settled(request.key());
    var pending = retries.find(request.key());
    if (request.trigger() == Trigger.SCHEDULED && pending.isPresent()) {
      return new Decided(new StartResult(pending.get().failedRun(), false, now), Optional.empty());
    }
    return decided(request.key(), opening.begin(request, now), now);
  }

  /** The time once no run is just being ended: none begins before the end of the one before it. */
  private Instant settled(StreamKey key) {
    opening.awaitEnding(key);
    return clock.instant();
  }

  private Decided decided(StreamKey key, Optional<Begun> begun, Instant now) {
    begun.ifPresent(_ -> retries.supersede(key));
    var syncId =
        begun.map(started -> started.run().syncId()).or(() -> opening.live(key)).orElseThrow();
    return new Decided(new StartResult(syncId, begun.isPresent(), now), begun);
  }
}
