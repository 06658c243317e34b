package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.deadletters.RedriveClaim;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.Page;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;

/** Takes over records that were rejected before, asked for by id in batches. */
@Singleton
final class RedriveFetcher {
  private final SourceCall inquiry;
  private final PageProcessor intake;
  private final DeadLetterStore letters;
  private final TransactionOperations<Connection> transactions;
  private final CheckpointWriter places;
  private final Clock clock;

  RedriveFetcher(
      SourceCall inquiry,
      PageProcessor intake,
      DeadLetterStore letters,
      @Named("sync") TransactionOperations<Connection> transactions,
      CheckpointWriter places,
      Clock clock) {
    this.inquiry = inquiry;
    this.intake = intake;
    this.letters = letters;
    this.transactions = transactions;
    this.places = places;
    this.clock = clock;
  }

  void fetch(RunContext course, Step.Redrive step) throws InterruptedException {
    var left = left(course, step);
    long fetched = 0;
    course.beginPass(step.list());
    do {
      var batch = left.subList(0, Math.min(left.size(), course.task().client().maxIdsPerRequest()));
      left = left.subList(batch.size(), left.size());
      var page = fetch(course, step, batch);
      fetched += page.records().size();
      take(course, step, batch, counted(page, fetched + left.size()));
    } while (!left.isEmpty() && !course.task().isStopped());
    if (!course.task().isStopped()) {
      places.finish(course, step);
    }
  }

  /** By id, behind the last one that an earlier attempt has fetched. */
  private List<String> left(RunContext course, Step.Redrive step) {
    var reached = course.checkpoint(step);
    var behind = reached == null ? "" : reached.position();
    var run = course.task().run();
    return transactions.executeRead(_ -> letters.findClaimed(run.key(), run.syncId())).stream()
        .filter(claim -> claim.resource().equals(step.list().resource()))
        .map(RedriveClaim::recordId)
        .sorted()
        .filter(id -> id.compareTo(behind) > 0)
        .toList();
  }

  private Page fetch(RunContext course, Step.Redrive step, List<String> ids)
      throws InterruptedException {
    return ids.isEmpty()
        ? Page.empty(clock.instant())
        : inquiry
            .call(course, context -> course.task().client().byId(context, step.list(), ids))
            .orElseThrow(IllegalStateException::new);
  }

  private void take(RunContext course, Step.Redrive step, List<String> ids, Page page) {
    var last = ids.isEmpty() ? "" : ids.getLast();
    intake.process(course, step.list(), page, _ -> new Checkpoint(step.name(), last, null, false));
    var back = RecordIds.of(page);
    var missing = ids.stream().filter(id -> !back.contains(id)).toList();
    if (!missing.isEmpty()) {
      transactions.executeWrite(
          _ -> {
            letters.markMissing(course.task().run().key(), step.list().resource(), missing);
            return missing;
          });
    }
  }

  /** Its requests are counted already. */
  private static Page counted(Page page, long total) {
    return new Page(
        1,
        page.records(),
        null,
        total,
        page.bytes(),
        page.durationMs(),
        page.fetchedAt(),
        0,
        page.cursor());
  }
}
