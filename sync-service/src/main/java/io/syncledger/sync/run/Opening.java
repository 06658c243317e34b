package io.syncledger.sync.run;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.events.Trigger;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.lease.Attempt;
import io.syncledger.sync.run.lease.Run;
import io.syncledger.sync.run.lease.RunStore;
import io.syncledger.sync.run.plan.Plan;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.run.retry.PendingRetry;
import io.syncledger.sync.source.Sources;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins runs: the run and its first event in one transaction. */
@Singleton
final class Opening {
  private final RunStore runs;
  private final SyncIdGenerator syncIds;
  private final WatermarkStore watermarks;
  private final Sources sources;
  private final DeadLetterStore letters;
  private final CredentialStore credentials;
  private final Outbox outbox;
  private final Tracer tracer;

  Opening(
      RunStore runs,
      SyncIdGenerator syncIds,
      WatermarkStore watermarks,
      Sources sources,
      DeadLetterStore letters,
      CredentialStore credentials,
      Outbox outbox,
      OpenTelemetry telemetry) {
    this.runs = runs;
    this.syncIds = syncIds;
    this.watermarks = watermarks;
    this.sources = sources;
    this.letters = letters;
    this.credentials = credentials;
    this.outbox = outbox;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  /** A run that exists as soon as the transaction commits, and the span it lives in. */
  record Begun(Run run, Span span) {}

  /**
   * What is to be begun.
   *
   * @param tokenBefore from where
   */
  private record Wanted(
      StreamKey key,
      SyncMode mode,
      SyncType type,
      Trigger trigger,
      Attempt attempt,
      boolean redrive,
      @Nullable String tokenBefore) {}

  /**
   * Begins what somebody wishes, in the transaction that is under way, with the organisation
   * locked. Empty when a run is live already.
   */
  Optional<Begun> begin(StartRequest request, Instant at) {
    var source = sources.of(request.key().service());
    var known = watermarks.find(source, request.key());
    var mode = request.mode();
    return begin(
        new Wanted(
            request.key(),
            mode,
            Plan.syncType(source, mode, request.full(), known),
            request.trigger(),
            Attempt.FIRST,
            false,
            WatermarkStore.token(source.resources(mode), known)),
        at);
  }

  /** Begins the next attempt of a run that failed, in the same way. */
  Optional<Begun> begin(PendingRetry retry, Instant at) {
    var source = sources.of(retry.key().service());
    return begin(
        new Wanted(
            retry.key(),
            retry.mode(),
            retry.type(),
            Trigger.RETRY,
            retry.nextAttempt(),
            false,
            WatermarkStore.token(
                source.resources(retry.mode()), watermarks.find(source, retry.key()))),
        at);
  }

  /** Begins a run that fetches the records of these letters anew, in the same way. */
  Optional<Begun> redrive(StreamKey key, List<Long> wanted, Instant at) {
    var begun =
        begin(
            new Wanted(
                key,
                SyncMode.COMPREHENSIVE,
                SyncType.INCREMENTAL,
                Trigger.MANUAL,
                Attempt.FIRST,
                true,
                null),
            at);
    begun.ifPresent(run -> letters.claim(key, run.run().syncId(), wanted));
    return begun;
  }

  private Optional<Begun> begin(Wanted wanted, Instant at) {
    var syncId = syncIds.next(wanted.key().organizationId(), at);
    var span =
        tracer
            .spanBuilder("sync run")
            .setAttribute("sync_id", syncId.value())
            .setAttribute("mode", wanted.mode().toString())
            .setAttribute("attempt", wanted.attempt().number())
            .startSpan();
    var traceparent = Traceparent.of(Context.current().with(span));
    var run = new Run(syncId, wanted.key(), wanted.mode(), wanted.type(), 0);
    return runs.begin(run, wanted.attempt(), traceparent, at)
        .map(
            begun -> {
              boolean redrive = wanted.redrive() || again(wanted.attempt(), begun);
              outbox.append(List.of(started(begun, wanted, redrive, at)), traceparent);
              return new Begun(begun, span);
            });
  }

  /** Whether the attempt before was a redrive; then this one goes on with it. */
  private boolean again(Attempt attempt, Run begun) {
    return attempt.retryOf() != null && letters.transferClaims(attempt.retryOf(), begun.syncId());
  }

  /** The run that is live. */
  Optional<SyncId> live(StreamKey key) {
    return runs.findLive(key);
  }

  /** Waits until the live run either goes on or has ended, if somebody is just about to end it. */
  void awaitEnding(StreamKey key) {
    var unused = runs.lockLive(key);
  }

  private SyncStarted started(Run run, Wanted wanted, boolean redrive, Instant at) {
    var envelope =
        new Envelope(run.syncId(), 0, run.key().organizationId(), run.key().service(), at);
    return new SyncStarted(
        envelope,
        run.type(),
        redrive ? null : run.mode(),
        redrive ? "redrive" : operation(run.mode()),
        wanted.trigger(),
        wanted.attempt().number(),
        wanted.attempt().retryOf(),
        wanted.tokenBefore(),
        credentials.status(run.key()).map(CredentialStore.Status::apiRegion).orElse(null));
  }

  private static String operation(SyncMode mode) {
    return switch (mode) {
      case COMPREHENSIVE -> "comprehensive";
      case PATIENTS_ONLY -> "full_patients";
      case ACTIVE -> "active_patients";
      case BASIC -> "basic_patients";
    };
  }
}
