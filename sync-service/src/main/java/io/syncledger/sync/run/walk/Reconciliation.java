package io.syncledger.sync.run.walk;

import io.syncledger.sync.cliniko.ClinikoClient;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.IdRange;
import io.syncledger.sync.cliniko.Selection;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.run.plan.Step;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares how many records there are on both sides; where that differs, halves the range of ids
 * until the records themselves can be compared.
 */
@Singleton
final class Reconciliation {
  /** So many ids are compared at once on this side; on the source's it is a page. */
  static final int COMPARED = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final BigInteger LIMIT = BigInteger.TEN.pow(19);

  private final ClinikoClient cliniko;
  private final Inquiry inquiry;
  private final Records records;
  private final RefusedRecords refusals;
  private final Settling settling;
  private final Vanishing vanishing;
  private final Places places;

  Reconciliation(
      ClinikoClient cliniko,
      Inquiry inquiry,
      Records records,
      RefusedRecords refusals,
      Settling settling,
      Vanishing vanishing,
      Places places) {
    this.cliniko = cliniko;
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
  void run(Course course, Step.Reconcile step) throws InterruptedException {
    var list = step.list();
    var there = there(course, list, IdRange.ALL);
    if (there < 0) {
      LOG.atWarn()
          .setMessage("Cliniko does not say how many {} it has, so none can be missed")
          .addArgument(list.resource())
          .addKeyValue("sync_id", course.work().run().syncId().value())
          .log();
    } else {
      compare(course, step, there);
    }
    if (!course.work().stopped()) {
      places.finish(course, step);
    }
  }

  private void compare(Course course, Step.Reconcile step, long there) throws InterruptedException {
    var refused = refusals.of(course.work().run(), step.list());
    long here = records.countKnown(course.work().owner(), step.list(), IdRange.ALL);
    vanishing.check(step.list(), here, here - there);
    if (there != here + refused.count()) {
      search(course, step, refused);
    }
  }

  private void search(Course course, Step.Reconcile step, Refused refused)
      throws InterruptedException {
    var list = step.list();
    var ranges = new ArrayDeque<IdRange>();
    ranges.push(IdRange.ALL);
    while (!ranges.isEmpty() && !course.work().stopped()) {
      var range = ranges.pop();
      long there = there(course, list, range);
      long here = records.countKnown(course.work().owner(), list, range);
      if (there <= Selection.Ids.MOST && here <= COMPARED) {
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

  private long there(Course course, ClinikoResource list, IdRange range)
      throws InterruptedException {
    return inquiry.ask(course, account -> cliniko.count(account, list, range, true)).orElse(-1L);
  }

  /** Where half of this side's ids are below; without any, half of the numbers. */
  private String middle(Course course, ClinikoResource list, IdRange range, long here) {
    var median = records.knownId(course.work().owner(), list, range, Math.max(1, here / 2));
    if (median.isPresent()) {
      return median.get();
    }
    var from = range.from() == null ? BigInteger.ZERO : new BigInteger(range.from());
    var to = range.to() == null ? LIMIT : new BigInteger(range.to());
    return from.add(to).shiftRight(1).toString();
  }
}
