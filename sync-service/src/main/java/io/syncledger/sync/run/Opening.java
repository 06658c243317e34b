package io.syncledger.sync.run;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.Mode;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncType;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.outbox.Traceparent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Begins runs: the run and its first event in one transaction. */
@Singleton
final class Opening {
  private final Runs runs;
  private final SyncIds syncIds;
  private final Credentials credentials;
  private final Outbox outbox;
  private final Tracer tracer;

  Opening(
      Runs runs, SyncIds syncIds, Credentials credentials, Outbox outbox, OpenTelemetry telemetry) {
    this.runs = runs;
    this.syncIds = syncIds;
    this.credentials = credentials;
    this.outbox = outbox;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  /** A run that exists as soon as the transaction commits, and the span it lives in. */
  record Begun(Run run, Span span) {}

  /**
   * In the transaction that is under way, with the organisation locked. Empty when a run is live
   * already.
   */
  Optional<Begun> begin(StartRequest request, Instant at) {
    var wanted =
        new Run(syncIds.next(request.key().organizationId(), at), request.key(), request.mode(), 0);
    var span =
        tracer
            .spanBuilder("sync run")
            .setAttribute("sync_id", wanted.syncId().value())
            .setAttribute("mode", request.mode().toString())
            .startSpan();
    var traceparent = Traceparent.of(Context.current().with(span));
    return runs.begin(wanted, traceparent, at)
        .map(
            run -> {
              outbox.append(List.of(started(run, request, at)), traceparent);
              return new Begun(run, span);
            });
  }

  /** The run that is live. */
  Optional<SyncId> live(StreamKey key) {
    return runs.live(key);
  }

  private SyncStarted started(Run run, StartRequest request, Instant at) {
    var envelope =
        new Envelope(run.syncId(), 0, run.key().organizationId(), run.key().service(), at);
    return new SyncStarted(
        envelope,
        SyncType.FULL,
        run.mode(),
        operation(run.mode()),
        request.trigger(),
        1,
        null,
        null,
        credentials.status(run.key()).map(Credentials.Status::apiRegion).orElse(null));
  }

  private static String operation(Mode mode) {
    return switch (mode) {
      case COMPREHENSIVE -> "comprehensive";
      case PATIENTS_ONLY -> "full_patients";
      case ACTIVE -> "active_patients";
      case BASIC -> "basic_patients";
    };
  }
}
