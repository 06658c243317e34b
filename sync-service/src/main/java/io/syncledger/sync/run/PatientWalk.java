package io.syncledger.sync.run;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.syncledger.sync.cliniko.Account;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.sync.cliniko.ClinikoClient;
import io.syncledger.sync.cliniko.ClinikoResource;
import io.syncledger.sync.cliniko.Page;
import io.syncledger.sync.cliniko.Position;
import io.syncledger.sync.cliniko.Selection;
import io.syncledger.sync.cliniko.Waiting;
import io.syncledger.sync.cliniko.Walk;
import io.syncledger.sync.outbox.Traceparent;
import io.syncledger.sync.patients.Patients;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Takes all patients over, page by page: the next pages are fetched while one is stored. */
@Singleton
final class PatientWalk {
  private final ClinikoClient cliniko;
  private final Patients patients;
  private final PageCommit commit;
  private final RunMetrics metrics;
  private final Tracer tracer;

  PatientWalk(
      ClinikoClient cliniko,
      Patients patients,
      PageCommit commit,
      RunMetrics metrics,
      OpenTelemetry telemetry) {
    this.cliniko = cliniko;
    this.patients = patients;
    this.commit = commit;
    this.metrics = metrics;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  /** Returns after the last page, or after the page in hand when stopped. */
  Tally walk(Run run, ApiKey key, Control control, Context trace) throws InterruptedException {
    var tally = Tally.NONE;
    try (var pages = new PagesAhead(walk(key))) {
      control.onStop(pages::interrupt);
      for (var page = pages.next(); page.isPresent(); page = pages.next()) {
        tally = take(run, page.get(), tally, control, trace);
        if (control.reason() != null) {
          break;
        }
      }
    }
    return tally;
  }

  private Walk walk(ApiKey key) {
    return cliniko.walk(
        new Account(key, Waiting.UNHEARD),
        ClinikoResource.PATIENTS,
        new Selection.Changed(null),
        Position.START);
  }

  private Tally take(Run run, Page page, Tally tally, Control control, Context trace) {
    var span =
        tracer
            .spanBuilder("sync page")
            .setParent(trace)
            .setAttribute("sync_id", run.syncId().value())
            .setAttribute("page", page.number())
            .startSpan();
    try {
      long start = System.nanoTime();
      var ready = patients.read(page.records());
      long read = System.nanoTime();
      var traceparent = Traceparent.of(trace.with(span));
      var committed = commit.commit(run, page, ready, millis(read - start), traceparent);
      long stored = System.nanoTime();
      describe(span, committed);
      metrics.pageCommitted(Patients.RESOURCE, committed);
      if (committed.cancelRequestedBy() != null) {
        control.stop(new Stop.Cancelled(committed.cancelRequestedBy()));
      }
      return tally.plus(
          page,
          committed,
          new Tally.Times(page.durationMs(), millis(read - start), millis(stored - read)));
    } finally {
      span.end();
    }
  }

  private static void describe(Span span, PageCommit.Committed committed) {
    span.setAttribute("inserted", committed.stored().inserted())
        .setAttribute("updated", committed.stored().updated())
        .setAttribute("unchanged", committed.stored().unchanged())
        .setAttribute("rejected", committed.rejected());
  }

  private static long millis(long nanos) {
    return Duration.ofNanos(nanos).toMillis();
  }
}
