package io.syncledger.sync.run.walk;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncType;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.Checkpoints;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.letters.Letters;
import io.syncledger.sync.run.plan.Plan;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.Watermark;
import io.syncledger.sync.run.plan.Watermarks;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out a run's plan, from where the attempt before has come to. */
@Singleton
public final class Execution {
  private final TransactionOperations<Connection> transactions;
  private final Watermarks watermarks;
  private final Checkpoints checkpoints;
  private final Letters letters;
  private final Planning planning;
  private final Steps steps;
  private final Clock clock;

  Execution(
      @Named("sync") TransactionOperations<Connection> transactions,
      Watermarks watermarks,
      Checkpoints checkpoints,
      Letters letters,
      Planning planning,
      Steps steps,
      Clock clock) {
    this.transactions = transactions;
    this.watermarks = watermarks;
    this.checkpoints = checkpoints;
    this.letters = letters;
    this.planning = planning;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * What a run that came to its end has done.
   *
   * @param reached the watermarks that may move with it
   */
  public record Result(Plan plan, Tally tally, Map<ClinikoResource, Watermark> reached) {}

  /**
   * Returns after the last step, or after the page in hand when stopped.
   *
   * @throws UnprovenException when what came does not add up
   * @throws InterruptedException when stopped while waiting for the source
   */
  public Result run(Work work) throws InterruptedException {
    var run = work.run();
    var known = transactions.executeRead(_ -> watermarks.of(run.key()));
    var course = new Course(work, transactions.executeRead(_ -> checkpoints.of(run.syncId())));
    var plan = plan(run, known);
    planning.announce(course, plan);
    for (var step : plan.steps()) {
      if (!work.stopped() && !course.done(step)) {
        steps.take(course, step);
      }
    }
    if (!work.stopped()) {
      prove(course, plan);
    }
    return new Result(plan, course.tally(), reached(course, plan, known));
  }

  private Plan plan(Run run, Map<ClinikoResource, Watermark> known) {
    var claims = transactions.executeRead(_ -> letters.claimed(run));
    return claims.isEmpty()
        ? Plan.of(run.mode(), run.type(), known, clock.instant())
        : Plan.redrive(claims.stream().map(Letters.Claim::list).distinct().toList());
  }

  private static void prove(Course course, Plan plan) {
    course
        .tally()
        .contradiction()
        .or(
            () ->
                plan.steps().stream()
                    .filter(step -> !course.done(step))
                    .map(Step::name)
                    .findFirst()
                    .map("The sync never came to the end of "::concat))
        .ifPresent(
            what -> {
              throw new UnprovenException(what);
            });
  }

  private static Map<ClinikoResource, Watermark> reached(
      Course course, Plan plan, Map<ClinikoResource, Watermark> known) {
    var reached = new EnumMap<ClinikoResource, Watermark>(ClinikoResource.class);
    for (var list : plan.lists()) {
      var newest = newest(course.at(new Step.Changes(list, null)));
      reached.put(
          list,
          course.work().run().type() == SyncType.FULL
              ? Watermark.afterFull(newest, newest(course.at(new Step.Probe(list))))
              : known.getOrDefault(list, Watermark.NONE).after(newest));
    }
    return reached;
  }

  private static @Nullable Instant newest(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? null : checkpoint.newest();
  }
}
