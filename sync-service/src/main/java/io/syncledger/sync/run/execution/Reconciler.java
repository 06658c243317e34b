package io.syncledger.sync.run.execution;

import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.plan.Step;
import io.syncledger.sync.source.IdRange;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares how many records there are on both sides; where that differs, halves the range of ids
 * until the records themselves can be compared.
 */
@Singleton
final class Reconciler {
  /** So many ids are compared at once on this side; on the source's it is a page. */
  static final int COMPARED = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  private final SourceCall inquiry;
  private final RecordStore records;
  private final RejectedRecordRepository refusals;
  private final Settling settling;
  private final DeletionMarker vanishing;
  private final CheckpointWriter places;

  Reconciler(
      SourceCall inquiry,
      RecordStore records,
      RejectedRecordRepository refusals,
      Settling settling,
      DeletionMarker vanishing,
      CheckpointWriter places) {
    this.inquiry = inquiry;
    this.records = records;
    this.refusals = refusals;
    this.settling = settling;
    this.vanishing = vanishing;
    this.places = places;
  }

  /**
   * @throws UnprovenException when more would vanish than is believed
   */
  void reconcile(RunContext course, Step.Reconcile step) throws InterruptedException {
    var list = step.list();
    var there = there(course, list, IdRange.all(step.list()));
    if (there < 0) {
      LOG.atWarn()
          .setMessage("{} does not say how many {} it has, so none can be missed")
          .addArgument(course.task().source().displayName())
          .addArgument(list.resource())
          .addKeyValue("sync_id", course.task().run().syncId().value())
          .log();
    } else {
      compare(course, step, there);
    }
    if (!course.task().isStopped()) {
      places.finish(course, step);
    }
  }

  private void compare(RunContext course, Step.Reconcile step, long there)
      throws InterruptedException {
    var refused = refusals.find(course.task().run(), step.list());
    long here = records.countPresent(course.task().owner(), step.list(), IdRange.all(step.list()));
    vanishing.checkPlausible(course, step.list(), here, here - there);
    if (there != here + refused.count()) {
      search(course, step, refused);
    }
  }

  private void search(RunContext course, Step.Reconcile step, RejectedIds refused)
      throws InterruptedException {
    var list = step.list();
    var ranges = new ArrayDeque<IdRange>();
    ranges.push(IdRange.all(step.list()));
    while (!ranges.isEmpty() && !course.task().isStopped()) {
      var range = ranges.pop();
      long there = there(course, list, range);
      long here = records.countPresent(course.task().owner(), list, range);
      if (there <= course.task().client().maxIdsPerRequest() && here <= COMPARED) {
        if (there != here + refused.count(range)) {
          settling.settle(course, step, range, refused);
        }
      } else if (there != here + refused.count(range)) {
        var middle = middle(course, list, range, here);
        ranges.push(range.from(middle));
        ranges.push(range.below(middle));
      }
    }
  }

  private long there(RunContext course, SourceResource list, IdRange range)
      throws InterruptedException {
    return inquiry
        .call(course, context -> course.task().client().count(context, list, range, true))
        .orElse(-1L);
  }

  /** Where half of this side's ids are below; without any, half of the numbers. */
  private String middle(RunContext course, SourceResource list, IdRange range, long here) {
    var median = records.presentIdAt(course.task().owner(), list, range, Math.max(1, here / 2));
    if (median.isPresent()) {
      return median.get();
    }
    return range.middle();
  }
}
