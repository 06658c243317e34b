package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.Rejection;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.records.UpsertCounts;
import io.syncledger.sync.run.state.LeaseLostException;
import io.syncledger.sync.run.state.RunStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * Commits a page: its rows, its events, its dead letters and the run's checkpoint in one
 * transaction, which begins with the fence.
 */
@Singleton
final class PageCommitter {
  /** Fence with checkpoint, upsert, dead letters and outbox. */
  private static final int STATEMENTS = 4;

  private final TransactionOperations<Connection> transactions;
  private final RunStore runs;
  private final RecordStore records;
  private final DeadLetterStore deadLetters;
  private final Outbox outbox;
  private final Clock clock;

  PageCommitter(
      @Named("sync") TransactionOperations<Connection> transactions,
      RunStore runs,
      RecordStore records,
      DeadLetterStore deadLetters,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    this.records = records;
    this.deadLetters = deadLetters;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @throws LeaseLostException when the run no longer belongs to this worker; nothing is written
   *     then
   */
  CommittedPage commit(RunTask task, FetchedPage page, @Nullable String traceparent) {
    return transactions.executeWrite(
        _ -> {
          long start = System.nanoTime();
          var parsed = page.parsed();
          boolean empty = parsed.recordCount() == 0;
          var progress =
              new RunStore.Progress(empty ? 0 : 1, parsed.recordCount(), page.checkpoint());
          var reserved = runs.saveProgress(task.run(), PageEvents.count(page), progress);
          var counts =
              empty ? new UpsertCounts(0, 0, 0, 0) : records.store(task.organizationId(), parsed);
          updateDeadLetters(task, page, reserved.sequence());
          long databaseMs = Duration.ofNanos(System.nanoTime() - start).toMillis();
          outbox.append(
              PageEvents.of(task, reserved.sequence(), page, counts, databaseMs, clock.instant()),
              traceparent);
          return new CommittedPage(
              page.resource(),
              counts,
              parsed.rejects().size(),
              page.hasRejects() ? STATEMENTS + 1 : STATEMENTS,
              reserved.cancelRequestedBy());
        });
  }

  /** Opens a dead letter for each rejected record, and closes those of records now stored. */
  private void updateDeadLetters(RunTask task, FetchedPage page, long sequence) {
    var now = clock.instant();
    var run = task.run();
    var rejects = page.parsed().rejects();
    var stored = new HashSet<>(RecordIds.of(page.page()));
    rejects.stream().map(Rejection::recordId).forEach(stored::remove);
    if (!stored.isEmpty()) {
      deadLetters.close(run.key(), run.syncId(), page.resource().resourceName(), stored, now);
    }
    if (!rejects.isEmpty()) {
      var event = PageEvents.rejectionId(task, sequence, now);
      var origin = new DeadLetterStore.Origin(event, page.number().number(), now);
      deadLetters.open(run.key(), run.syncId(), page.resource().resourceName(), rejects, origin);
    }
  }
}
