package io.syncledger.sync.run.walk;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.sync.cliniko.ClinikoClient;
import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.cliniko.Position;
import io.syncledger.sync.cliniko.Selection;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.letters.Letters;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;

/** Takes over records that were rejected before, asked for by id in batches. */
@Singleton
final class RedriveWalk {
  private final ClinikoClient cliniko;
  private final Inquiry inquiry;
  private final PageIntake intake;
  private final Letters letters;
  private final TransactionOperations<Connection> transactions;
  private final Places places;
  private final Clock clock;

  RedriveWalk(
      ClinikoClient cliniko,
      Inquiry inquiry,
      PageIntake intake,
      Letters letters,
      @Named("sync") TransactionOperations<Connection> transactions,
      Places places,
      Clock clock) {
    this.cliniko = cliniko;
    this.inquiry = inquiry;
    this.intake = intake;
    this.letters = letters;
    this.transactions = transactions;
    this.places = places;
    this.clock = clock;
  }

  void walk(Course course, Step.Redrive step) throws InterruptedException {
    var left = left(course, step);
    long fetched = 0;
    course.pass(step.list());
    do {
      var batch = left.subList(0, Math.min(left.size(), Selection.Ids.MOST));
      left = left.subList(batch.size(), left.size());
      var page = fetch(course, step, batch);
      fetched += page.records().size();
      take(course, step, batch, counted(page, fetched + left.size()));
    } while (!left.isEmpty() && !course.work().stopped());
    if (!course.work().stopped()) {
      places.finish(course, step);
    }
  }

  /** By id, behind the last one that an earlier attempt has fetched. */
  private List<String> left(Course course, Step.Redrive step) {
    var reached = course.at(step);
    var behind = reached == null ? "" : reached.position();
    return transactions.executeRead(_ -> letters.claimed(course.work().run())).stream()
        .filter(claim -> claim.list() == step.list())
        .map(Letters.Claim::recordId)
        .sorted()
        .filter(id -> id.compareTo(behind) > 0)
        .toList();
  }

  private Page fetch(Course course, Step.Redrive step, List<String> ids)
      throws InterruptedException {
    return ids.isEmpty()
        ? new Page(1, List.of(), null, 0L, 0, 0, clock.instant(), 0, Position.START)
        : inquiry
            .ask(course, account -> cliniko.byId(account, step.list(), ids))
            .orElseThrow(IllegalStateException::new);
  }

  private void take(Course course, Step.Redrive step, List<String> ids, Page page) {
    var last = ids.isEmpty() ? "" : ids.getLast();
    intake.take(course, step.list(), page, _ -> new Checkpoint(step.name(), last, null, false));
    var back = SourceIds.of(page);
    var missing = ids.stream().filter(id -> !back.contains(id)).toList();
    if (!missing.isEmpty()) {
      transactions.executeWrite(
          _ -> {
            letters.missing(course.work().run(), step.list(), missing);
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
        page.after());
  }
}
