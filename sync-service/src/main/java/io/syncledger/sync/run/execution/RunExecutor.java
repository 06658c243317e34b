package io.syncledger.sync.run.execution;

import io.micronaut.transaction.TransactionOperations;
import io.syncledger.events.SyncType;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.CheckpointRepository;
import io.syncledger.sync.run.plan.Plan;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.run.plan.Watermark;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.source.ChangeTracking;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out a run's plan, from where the attempt before has come to. */
@Singleton
public final class RunExecutor {
  private final TransactionOperations<Connection> transactions;
  private final WatermarkStore watermarks;
  private final CheckpointRepository checkpoints;
  private final DeadLetterStore letters;
  private final Planner planning;
  private final Steps steps;
  private final Clock clock;

  RunExecutor(
      @Named("sync") TransactionOperations<Connection> transactions,
      WatermarkStore watermarks,
      CheckpointRepository checkpoints,
      DeadLetterStore letters,
      Planner planning,
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
  public record Result(Plan plan, RunTotals totals, Map<SourceResource, Watermark> reached) {}

  /**
   * Returns after the last step, or after the page in hand when stopped.
   *
   * @throws UnprovenException when what came does not add up
   * @throws InterruptedException when stopped while waiting for the source
   */
  public Result execute(RunTask work) throws InterruptedException {
    var run = work.run();
    var known = transactions.executeRead(_ -> watermarks.find(work.source(), run.key()));
    var course =
        new RunContext(work, transactions.executeRead(_ -> checkpoints.find(run.syncId())));
    var plan = plan(work, known);
    planning.announce(course, plan);
    for (var step : plan.steps()) {
      if (!work.isStopped() && !course.isDone(step)) {
        steps.take(course, step);
      }
    }
    if (!work.isStopped()) {
      prove(course, plan);
    }
    return new Result(plan, course.totals(), reached(course, plan, known));
  }

  private Plan plan(RunTask work, Map<SourceResource, Watermark> known) {
    var run = work.run();
    var claims = transactions.executeRead(_ -> letters.findClaimed(run.key(), run.syncId()));
    return claims.isEmpty()
        ? Plan.of(work.source(), run.mode(), run.type(), known, clock.instant())
        : Plan.redrive(
            claims.stream()
                .map(claim -> work.source().resource(claim.resource()))
                .distinct()
                .toList());
  }

  private static void prove(RunContext course, Plan plan) {
    course
        .totals()
        .contradiction(course.task().source().displayName())
        .or(
            () ->
                plan.steps().stream()
                    .filter(step -> !course.isDone(step))
                    .map(Step::name)
                    .findFirst()
                    .map("The sync never came to the end of "::concat))
        .ifPresent(
            what -> {
              throw new UnprovenException(what);
            });
  }

  private static Map<SourceResource, Watermark> reached(
      RunContext course, Plan plan, Map<SourceResource, Watermark> known) {
    var reached = new LinkedHashMap<SourceResource, Watermark>();
    for (var list : plan.lists()) {
      var changes = course.checkpoint(new Step.Changes(list, null));
      var newest = newest(changes);
      if (list.changeTracking() == ChangeTracking.TOKEN) {
        reached.put(list, Watermark.ofToken(changes == null ? null : changes.position()));
        continue;
      }
      reached.put(
          list,
          course.task().run().type() == SyncType.FULL
              ? Watermark.afterFull(newest, newest(course.checkpoint(new Step.Probe(list))))
              : known.getOrDefault(list, Watermark.NONE).advancedTo(newest));
    }
    return reached;
  }

  private static @Nullable Instant newest(@Nullable Checkpoint checkpoint) {
    return checkpoint == null ? null : checkpoint.newest();
  }
}
