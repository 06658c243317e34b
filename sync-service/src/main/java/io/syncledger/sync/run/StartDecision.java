package io.syncledger.sync.run;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.http.Problem;
import io.syncledger.sync.organizations.Organizations;
import io.syncledger.sync.run.Opening.Begun;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Decides about wishes to start a run, one after the other for each organisation. */
@Singleton
final class StartDecision {
  private final TransactionOperations<Connection> transactions;
  private final Organizations organizations;
  private final StartAnswers answers;
  private final Opening opening;
  private final Reaper reaper;
  private final Clock clock;

  StartDecision(
      @Named("sync") TransactionOperations<Connection> transactions,
      Organizations organizations,
      StartAnswers answers,
      Opening opening,
      Reaper reaper,
      Clock clock) {
    this.transactions = transactions;
    this.organizations = organizations;
    this.answers = answers;
    this.opening = opening;
    this.reaper = reaper;
    this.clock = clock;
  }

  /**
   * @param begun the run that the answer tells of, if it was begun by this decision
   */
  record Decided(StartAnswer answer, Optional<Begun> begun) {}

  Decided on(StartRequest request) {
    return transactions.executeWrite(_ -> decide(request));
  }

  private Decided decide(StartRequest request) {
    if (!organizations.lock(request.key().organizationId())) {
      throw Problem.notFound("There is no such organization");
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var before = answers.find(request, now);
    if (before.isPresent()) {
      return new Decided(before.get(), Optional.empty());
    }
    var decided = begin(request, now);
    answers.save(request, decided.answer());
    return decided;
  }

  private Decided begin(StartRequest request, Instant now) {
    reaper.reap(List.of(request.key().organizationId()));
    var begun = opening.begin(request, now);
    var syncId =
        begun
            .map(started -> started.run().syncId())
            .or(() -> opening.live(request.key()))
            .orElseThrow();
    return new Decided(new StartAnswer(syncId, begun.isPresent(), now), begun);
  }
}
