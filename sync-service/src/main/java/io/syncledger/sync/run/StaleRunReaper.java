package io.syncledger.sync.run;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.run.state.RunStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends runs whose worker died. Every instance does so, each run is ended once. */
@Singleton
final class StaleRunReaper {
  private static final Logger LOG = LoggerFactory.getLogger(StaleRunReaper.class);

  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final RunFinisher finisher;
  private final Clock clock;

  StaleRunReaper(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      RunFinisher finisher,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.finisher = finisher;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "${syncledger.sync-service.run.reap-interval:2s}")
  void reap() {
    try {
      int unused = transactions.executeWrite(_ -> finish(runs.endExpired(clock.instant())));
    } catch (Exception e) {
      LOG.warn(
          "Stale syncs could not be ended; the next pass tries again: {}", e.getClass().getName());
    }
  }

  /**
   * Ends the stale runs of the given organizations, in the caller's transaction if there is one.
   *
   * @return how many
   */
  int reap(Collection<OrganizationId> organizations) {
    return transactions.executeWrite(_ -> finish(runs.endExpired(clock.instant(), organizations)));
  }

  private int finish(List<RunStore.EndedRun> ended) {
    finisher.finishStale(ended);
    return ended.size();
  }
}
