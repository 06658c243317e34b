package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.deadletters.RedriveClaim;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.source.Page;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;

/** Fetches the records again whose dead letters a redrive has claimed, by id in batches. */
@Singleton
final class RedriveFetcher {
  private final SourceCaller calls;
  private final PageProcessor pages;
  private final DeadLetterStore deadLetters;
  private final TransactionOperations<Connection> transactions;
  private final StepFinisher finisher;
  private final Clock clock;

  RedriveFetcher(
      SourceCaller calls,
      PageProcessor pages,
      DeadLetterStore deadLetters,
      @Named("sync") TransactionOperations<Connection> transactions,
      StepFinisher finisher,
      Clock clock) {
    this.calls = calls;
    this.pages = pages;
    this.deadLetters = deadLetters;
    this.transactions = transactions;
    this.finisher = finisher;
    this.clock = clock;
  }

  void fetch(RunContext context, Step.Redrive step) throws InterruptedException {
    var task = context.task();
    int max = task.client().maxIdsPerRequest();
    var remaining = remaining(context, step);
    long fetched = 0;
    context.beginPass(step.resource());
    do {
      var batch = remaining.subList(0, Math.min(remaining.size(), max));
      remaining = remaining.subList(batch.size(), remaining.size());
      var page = fetch(context, step, batch);
      fetched += page.records().size();
      // SourceCaller has counted the requests.
      process(context, step, batch, page.asBatch(fetched + remaining.size(), 0));
    } while (!remaining.isEmpty() && !task.isStopped());
    if (!task.isStopped()) {
      finisher.finish(context, step);
    }
  }

  /** The claimed ids in order, after the last one that an earlier attempt has fetched. */
  private List<String> remaining(RunContext context, Step.Redrive step) {
    var run = context.task().run();
    var reached = context.checkpoint(step);
    var last = reached == null ? "" : reached.position();
    return transactions.executeRead(_ -> deadLetters.findClaimed(run.key(), run.syncId())).stream()
        .filter(claim -> claim.resource().equals(step.resource().resourceName()))
        .map(RedriveClaim::recordId)
        .sorted()
        .filter(id -> id.compareTo(last) > 0)
        .toList();
  }

  private Page fetch(RunContext context, Step.Redrive step, List<String> ids)
      throws InterruptedException {
    return ids.isEmpty()
        ? Page.empty(clock.instant())
        : calls
            .call(context, request -> context.task().client().byId(request, step.resource(), ids))
            .orElseThrow(IllegalStateException::new);
  }

  private void process(RunContext context, Step.Redrive step, List<String> ids, Page page) {
    var last = ids.isEmpty() ? "" : ids.getLast();
    pages.process(
        context, step.resource(), page, _ -> new Checkpoint(step.name(), last, null, false));
    var found = RecordIds.of(page);
    var missing = ids.stream().filter(id -> !found.contains(id)).toList();
    if (!missing.isEmpty()) {
      var key = context.task().run().key();
      transactions.executeWrite(
          _ -> {
            deadLetters.markMissing(key, step.resource().resourceName(), missing);
            return missing;
          });
    }
  }
}
