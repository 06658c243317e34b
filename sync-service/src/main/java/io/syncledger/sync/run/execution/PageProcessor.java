package io.syncledger.sync.run.execution;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.execution.PageCommitter.Arrived;
import io.syncledger.sync.run.execution.PageCommitter.Committed;
import io.syncledger.sync.run.execution.PageEvents.Numbered;
import io.syncledger.sync.run.lease.Checkpoint;
import io.syncledger.sync.run.lease.StopReason;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/** Reads a page, has it stored, and counts it. */
@Singleton
final class PageProcessor {
  private final RecordStore records;
  private final PageCommitter commit;
  private final PageMetrics metrics;
  private final Tracer tracer;

  PageProcessor(
      RecordStore records, PageCommitter commit, PageMetrics metrics, OpenTelemetry telemetry) {
    this.records = records;
    this.commit = commit;
    this.metrics = metrics;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  /**
   * @param place where the run is once the page is stored
   */
  void process(
      RunContext course, SourceResource list, Page page, Function<ParsedPage, Checkpoint> place) {
    var work = course.task();
    var before = course.totals().of(list);
    if (!before.isReportable(page)) {
      return;
    }
    var span = begin(work, list, before.nextPageNumber());
    try {
      long start = System.nanoTime();
      var ready = records.parse(list, page.records());
      long read = System.nanoTime();
      var arrived =
          new Arrived(
              page, ready, Numbered.of(before, page), millis(read - start), place.apply(ready));
      var committed = commit.commit(work, arrived, Traceparent.of(work.trace().with(span)));
      var times =
          new RunTotals.Times(
              page.durationMs(), arrived.transformMs(), millis(System.nanoTime() - read));
      describe(span, committed);
      metrics.committed(work.run().key().service(), committed);
      course.addCheckpoint(arrived.place());
      course.updateTotals(course.totals().plus(page, committed, times));
      heed(work, committed);
    } finally {
      span.end();
    }
  }

  private Span begin(RunTask work, SourceResource list, int number) {
    return tracer
        .spanBuilder("sync page")
        .setParent(work.trace())
        .setAttribute("sync_id", work.run().syncId().value())
        .setAttribute("resource", list.resource())
        .setAttribute("page", number)
        .startSpan();
  }

  private static void heed(RunTask work, Committed committed) {
    var by = committed.cancelRequestedBy();
    if (by != null) {
      work.control().stop(new StopReason.Cancelled(by));
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
