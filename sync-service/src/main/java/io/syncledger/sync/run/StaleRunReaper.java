package io.syncledger.sync.run;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.OrganizationId;
import io.syncledger.sync.run.lease.RunStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends runs whose worker is gone. Every instance does, each run is ended once. */
@Singleton
final class StaleRunReaper {
  private static final Logger LOG = LoggerFactory.getLogger(StaleRunReaper.class);

  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final Endings endings;
  private final Clock clock;

  StaleRunReaper(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      Endings endings,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.endings = endings;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "${syncledger.sync-service.run.reap-every:2s}")
  void reap() {
    try {
      int unused = transactions.executeWrite(_ -> tell(runs.endExpired(clock.instant())));
    } catch (Exception e) {
      LOG.warn(
          "Stale syncs could not be looked for, the next time will tell: {}",
          e.getClass().getName());
    }
  }

  /**
   * Ends those of the given organisations, in the transaction that is under way if there is one.
   *
   * @return how many
   */
  int reap(Collection<OrganizationId> organizations) {
    return transactions.executeWrite(_ -> tell(runs.endExpired(clock.instant(), organizations)));
  }

  private int tell(List<RunStore.EndedRun> ended) {
    endings.tellStale(ended);
    return ended.size();
  }
}
