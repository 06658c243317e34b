package io.syncledger.sync.run.execution;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.records.ParsedPage;
import io.syncledger.sync.records.RecordStore;
import io.syncledger.sync.run.state.Checkpoint;
import io.syncledger.sync.run.state.StopReason;
import io.syncledger.sync.source.Page;
import io.syncledger.sync.source.SourceResource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/** Processes a fetched page: parses it, has it committed, and adds it to the run's totals. */
@Singleton
final class PageProcessor {
  private final RecordStore records;
  private final PageCommitter committer;
  private final PageMetrics metrics;
  private final Tracer tracer;

  PageProcessor(
      RecordStore records, PageCommitter committer, PageMetrics metrics, OpenTelemetry telemetry) {
    this.records = records;
    this.committer = committer;
    this.metrics = metrics;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  /**
   * @param checkpoint creates the checkpoint that is committed with the page
   */
  void process(
      RunContext context,
      SourceResource resource,
      Page page,
      Function<ParsedPage, Checkpoint> checkpoint) {
    var task = context.task();
    var before = context.totals().forResource(resource);
    if (!before.isReportable(page)) {
      return;
    }
    var span = startSpan(task, resource, before.nextPageNumber());
    try {
      var fetched = parse(resource, page, PageNumber.of(before, page), checkpoint);
      long start = System.nanoTime();
      var committed = committer.commit(task, fetched, Traceparent.of(task.trace().with(span)));
      var times = new RunTotals.Times(page.durationMs(), fetched.parseMs(), millisSince(start));
      describe(span, committed);
      metrics.record(task.run().key().service(), committed);
      context.addCheckpoint(fetched.checkpoint());
      context.updateTotals(context.totals().plus(page, committed, times));
      checkCancelRequest(task, committed);
    } finally {
      span.end();
    }
  }

  private FetchedPage parse(
      SourceResource resource,
      Page page,
      PageNumber number,
      Function<ParsedPage, Checkpoint> checkpoint) {
    long start = System.nanoTime();
    var parsed = records.parse(resource, page.records());
    return new FetchedPage(page, parsed, number, millisSince(start), checkpoint.apply(parsed));
  }

  private Span startSpan(RunTask task, SourceResource resource, int number) {
    return tracer
        .spanBuilder("sync page")
        .setParent(task.trace())
        .setAttribute("sync_id", task.run().syncId().value())
        .setAttribute("resource", resource.resourceName())
        .setAttribute("page", number)
        .startSpan();
  }

  private static void checkCancelRequest(RunTask task, CommittedPage committed) {
    var by = committed.cancelRequestedBy();
    if (by != null) {
      task.control().stop(new StopReason.Cancelled(by));
    }
  }

  private static void describe(Span span, CommittedPage committed) {
    span.setAttribute("inserted", committed.counts().inserted())
        .setAttribute("updated", committed.counts().updated())
        .setAttribute("unchanged", committed.counts().unchanged())
        .setAttribute("rejected", committed.rejected());
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
