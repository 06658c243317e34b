package io.syncledger.sync.run.walk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.outbox.Traceparent;
import io.syncledger.sync.records.Ready;
import io.syncledger.sync.records.Records;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.Stop;
import io.syncledger.sync.run.walk.PageCommit.Arrived;
import io.syncledger.sync.run.walk.PageCommit.Committed;
import io.syncledger.sync.run.walk.PageEvents.Numbered;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/** Reads a page, has it stored, and counts it. */
@Singleton
final class PageIntake {
  private final Records records;
  private final PageCommit commit;
  private final PageMetrics metrics;
  private final Tracer tracer;

  PageIntake(Records records, PageCommit commit, PageMetrics metrics, OpenTelemetry telemetry) {
    this.records = records;
    this.commit = commit;
    this.metrics = metrics;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  /**
   * @param place where the run is once the page is stored
   */
  void take(Course course, ClinikoResource list, Page page, Function<Ready, Checkpoint> place) {
    var work = course.work();
    var before = course.tally().of(list);
    if (!before.tells(page)) {
      return;
    }
    var span = begin(work, list, before.number());
    try {
      long start = System.nanoTime();
      var ready = records.read(list, page.records());
      long read = System.nanoTime();
      var arrived =
          new Arrived(
              page, ready, Numbered.of(before, page), millis(read - start), place.apply(ready));
      var committed = commit.commit(work, arrived, Traceparent.of(work.trace().with(span)));
      var times =
          new Tally.Times(
              page.durationMs(), arrived.transformMs(), millis(System.nanoTime() - read));
      describe(span, committed);
      metrics.committed(committed);
      course.reach(arrived.place());
      course.count(course.tally().plus(page, committed, times));
      heed(work, committed);
    } finally {
      span.end();
    }
  }

  private Span begin(Work work, ClinikoResource list, int number) {
    return tracer
        .spanBuilder("sync page")
        .setParent(work.trace())
        .setAttribute("sync_id", work.run().syncId().value())
        .setAttribute("resource", list.resource())
        .setAttribute("page", number)
        .startSpan();
  }

  private static void heed(Work work, Committed committed) {
    var by = committed.cancelRequestedBy();
    if (by != null) {
      work.control().stop(new Stop.Cancelled(by));
    }
  }

  private static void describe(Span span, Committed committed) {
    span.setAttribute("inserted", committed.stored().inserted())
        .setAttribute("updated", committed.stored().updated())
        .setAttribute("unchanged", committed.stored().unchanged())
        .setAttribute("rejected", committed.rejected());
  }

  private static long millis(long nanos) {
    return Duration.ofNanos(nanos).toMillis();
  }
}
