package io.syncledger.sync.run;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.syncledger.events.Envelope;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncMode;
import io.syncledger.events.SyncType;
import io.syncledger.events.Trigger;
import io.syncledger.http.telemetry.Traceparent;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.deadletters.DeadLetterStore;
import io.syncledger.sync.outbox.Outbox;
import io.syncledger.sync.run.plan.Plan;
import io.syncledger.sync.run.plan.WatermarkStore;
import io.syncledger.sync.run.state.Attempt;
import io.syncledger.sync.run.state.Run;
import io.syncledger.sync.run.state.RunStore;
import io.syncledger.sync.source.Sources;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates runs: the run's row and its {@code SyncStarted} event. All methods take part in the
 * caller's transaction, which holds the organization's lock, and return empty when a run is live.
 */
@Singleton
final class RunCreator {
  private final Sources sources;
  private final RunStore runs;
  private final SyncIdGenerator syncIds;
  private final WatermarkStore watermarks;
  private final DeadLetterStore deadLetters;
  private final CredentialStore credentials;
  private final Outbox outbox;
  private final Tracer tracer;

  RunCreator(
      Sources sources,
      RunStore runs,
      SyncIdGenerator syncIds,
      WatermarkStore watermarks,
      DeadLetterStore deadLetters,
      CredentialStore credentials,
      Outbox outbox,
      OpenTelemetry telemetry) {
    this.sources = sources;
    this.runs = runs;
    this.syncIds = syncIds;
    this.watermarks = watermarks;
    this.deadLetters = deadLetters;
    this.credentials = credentials;
    this.outbox = outbox;
    this.tracer = telemetry.getTracer("io.syncledger.sync");
  }

  /** A run that exists once the transaction commits, and the span that covers it. */
  record NewRun(Run run, Span span) {}

  /**
   * Properties of a run that vary among those of its organization and service.
   *
   * @param tokenBefore the watermarks that the run starts from, as its first event reports them
   */
  private record Spec(
      StreamKey key,
      SyncMode mode,
      SyncType type,
      Trigger trigger,
      Attempt attempt,
      boolean redrive,
      @Nullable String tokenBefore) {}

  /** Creates the run that was requested. */
  Optional<NewRun> create(StartRequest request, Instant now) {
    var source = sources.get(request.key().service());
    var known = watermarks.find(source, request.key());
    var mode = request.mode();
    return create(
        new Spec(
            request.key(),
            mode,
            Plan.syncType(source, mode, request.full(), known),
            request.trigger(),
            Attempt.FIRST,
            false,
            WatermarkStore.toSyncToken(source.resources(mode), known)),
        now);
  }

  /** Creates the next attempt of a run that failed. */
  Optional<NewRun> createRetry(PendingRetry retry, Instant now) {
    var source = sources.get(retry.key().service());
    return create(
        new Spec(
            retry.key(),
            retry.mode(),
            retry.type(),
            Trigger.RETRY,
            retry.nextAttempt(),
            false,
            WatermarkStore.toSyncToken(
                source.resources(retry.mode()), watermarks.find(source, retry.key()))),
        now);
  }

  /** Creates a run that fetches the records of these dead letters again. */
  Optional<NewRun> createRedrive(StreamKey key, List<Long> deadLetterIds, Instant now) {
    var spec =
        new Spec(
            key,
            SyncMode.COMPREHENSIVE,
            SyncType.INCREMENTAL,
            Trigger.MANUAL,
            Attempt.FIRST,
            true,
            null);
    var created = create(spec, now);
    created.ifPresent(run -> deadLetters.claim(key, run.run().syncId(), deadLetterIds));
    return created;
  }

  private Optional<NewRun> create(Spec spec, Instant now) {
    var syncId = syncIds.next(spec.key().organizationId(), now);
    var span =
        tracer
            .spanBuilder("sync run")
            .setAttribute("sync_id", syncId.value())
            .setAttribute("mode", spec.mode().toString())
            .setAttribute("attempt", spec.attempt().number())
            .startSpan();
    var traceparent = Traceparent.of(Context.current().with(span));
    var run = new Run(syncId, spec.key(), spec.mode(), spec.type(), 0);
    return runs.begin(run, spec.attempt(), traceparent, now)
        .map(
            created -> {
              boolean redrive = spec.redrive() || continuesRedrive(spec.attempt(), created);
              outbox.append(List.of(started(created, spec, redrive, now)), traceparent);
              return new NewRun(created, span);
            });
  }

  /** Whether the attempt before was a redrive; its claims then pass to this run. */
  private boolean continuesRedrive(Attempt attempt, Run run) {
    return attempt.retryOf() != null && deadLetters.transferClaims(attempt.retryOf(), run.syncId());
  }

  private SyncStarted started(Run run, Spec spec, boolean redrive, Instant now) {
    var envelope =
        new Envelope(run.syncId(), 0, run.key().organizationId(), run.key().service(), now);
    return new SyncStarted(
        envelope,
        run.type(),
        redrive ? null : run.mode(),
        redrive ? "redrive" : operationType(run.mode()),
        spec.trigger(),
        spec.attempt().number(),
        spec.attempt().retryOf(),
        spec.tokenBefore(),
        credentials.status(run.key()).map(CredentialStore.Status::apiRegion).orElse(null));
  }

  private static String operationType(SyncMode mode) {
    return switch (mode) {
      case COMPREHENSIVE -> "comprehensive";
      case PATIENTS_ONLY -> "full_patients";
      case ACTIVE -> "active_patients";
      case BASIC -> "basic_patients";
    };
  }
}
