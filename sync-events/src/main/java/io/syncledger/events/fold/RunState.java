package io.syncledger.events.fold;

import io.syncledger.events.Envelope;
import io.syncledger.events.EventId;
import io.syncledger.events.OrganizationId;
import io.syncledger.events.ServiceName;
import io.syncledger.events.StreamKey;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncDelayed;
import io.syncledger.events.SyncEvent.SyncRetryScheduled;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one run, folded from its events. A run that reports completion although its own
 * events disagree is {@code FAILED}, and its {@link Proof} lists the problems.
 *
 * @param started the first event; null when it never arrived
 * @param startedAt the time of the first event seen
 * @param lastSequence the greatest sequence number applied; an event at or below it is a repetition
 * @param progressPercentage 0 to 100, never decreasing, 100 only when completed
 * @param delay the current wait; null while the run does not wait
 * @param ending the terminal event; null while there is none
 * @param retry the announced next attempt; null when there is none
 */
public record RunState(
    SyncId syncId,
    OrganizationId organizationId,
    ServiceName service,
    RunStatus status,
    @Nullable SyncStarted started,
    Instant startedAt,
    Instant lastEventAt,
    long lastSequence,
    double progressPercentage,
    RunProgress progress,
    @Nullable SyncDelayed delay,
    SyncEvent.@Nullable Terminal ending,
    @Nullable SyncRetryScheduled retry,
    Anomalies anomalies) {

  private static final double CONNECTED = 5;
  private static final double ALMOST = 99.9;

  /**
   * Applies one more event. Never fails: an event that does not fit is only counted in {@link
   * #anomalies}.
   *
   * @param state null before the first event
   */
  public static RunState apply(@Nullable RunState state, SyncEvent event) {
    var fit = classify(state, event);
    var current = state == null ? initial(event.envelope()) : state;
    return fit == Anomalies.EventFit.APPLIES ? current.advance(event) : current.count(fit);
  }

  /**
   * Whether a run can begin with this event. An annotation begins none: its run has left the state
   * or never existed.
   */
  public static boolean canStartRun(SyncEvent event) {
    return !(event instanceof SyncEvent.Annotation);
  }

  private static RunState initial(Envelope first) {
    return new RunState(
        first.syncId(),
        first.organizationId(),
        first.service(),
        RunStatus.STARTING,
        null,
        first.occurredAt(),
        first.occurredAt(),
        -1,
        0,
        RunProgress.EMPTY,
        null,
        null,
        null,
        Anomalies.NONE);
  }

  private static Anomalies.EventFit classify(@Nullable RunState state, SyncEvent event) {
    if (state == null) {
      return Anomalies.EventFit.APPLIES;
    }
    var envelope = event.envelope();
    if (!state.syncId.equals(envelope.syncId()) || !state.key().equals(envelope.key())) {
      return Anomalies.EventFit.FOREIGN;
    }
    if (envelope.sequence() <= state.lastSequence) {
      return Anomalies.EventFit.REPEATED;
    }
    boolean afterEnd = state.status.ended() && !(event instanceof SyncEvent.Annotation);
    return afterEnd ? Anomalies.EventFit.AFTER_END : Anomalies.EventFit.APPLIES;
  }

  private RunState advance(SyncEvent event) {
    var envelope = event.envelope();
    var next =
        new RunState(
            syncId,
            organizationId,
            service,
            status,
            event instanceof SyncStarted start ? start : started,
            startedAt,
            envelope.occurredAt().isAfter(lastEventAt) ? envelope.occurredAt() : lastEventAt,
            envelope.sequence(),
            progressPercentage,
            progress.apply(event),
            delayAfter(event),
            event instanceof SyncEvent.Terminal terminal ? terminal : ending,
            event instanceof SyncRetryScheduled scheduled ? scheduled : retry,
            status.ended() ? anomalies : anomalies.skip(envelope.sequence() - lastSequence - 1));
    return next.withStatus(next.statusAfter(event));
  }

  /**
   * A wait ends with the first event at or after its announced end. Earlier events belong to the
   * page before it, which may still be being stored.
   */
  private @Nullable SyncDelayed delayAfter(SyncEvent event) {
    if (event instanceof SyncDelayed delayed) {
      return delayed;
    }
    boolean over =
        event instanceof SyncEvent.Terminal
            || (delay != null && !event.envelope().occurredAt().isBefore(delay.until()));
    return over ? null : delay;
  }

  private RunStatus statusAfter(SyncEvent event) {
    return switch (event) {
      case SyncStarted _ -> RunStatus.STARTING;
      case SyncEvent.SyncPlanned _,
          SyncEvent.PageFetched _,
          SyncEvent.RecordsUpserted _,
          SyncEvent.RecordsRejected _,
          SyncEvent.RecordsVanished _ ->
          RunStatus.RUNNING;
      case SyncDelayed _ -> status;
      case SyncEvent.SyncCompleted completed ->
          CompletionChecks.problems(started, anomalies, progress, completed).isEmpty()
              ? RunStatus.COMPLETED
              : RunStatus.FAILED;
      case SyncEvent.SyncFailed _ -> RunStatus.FAILED;
      case SyncEvent.SyncCancelled _ -> RunStatus.CANCELLED;
      case SyncEvent.Annotation _ -> status;
    };
  }

  private RunState withStatus(RunStatus newStatus) {
    double percentage =
        switch (newStatus) {
          case STARTING -> 0;
          case COMPLETED -> 100;
          case RUNNING, FAILED, CANCELLED ->
              Math.min(
                  ALMOST,
                  progress.resources().isEmpty() ? 0 : CONNECTED + 95 * progress.fractionDone());
        };
    return new RunState(
        syncId,
        organizationId,
        service,
        newStatus,
        started,
        startedAt,
        lastEventAt,
        lastSequence,
        Math.max(progressPercentage, Math.floor(percentage * 10) / 10),
        progress,
        delay,
        ending,
        retry,
        anomalies);
  }

  private RunState count(Anomalies.EventFit fit) {
    return new RunState(
        syncId,
        organizationId,
        service,
        status,
        started,
        startedAt,
        lastEventAt,
        lastSequence,
        progressPercentage,
        progress,
        delay,
        ending,
        retry,
        anomalies.count(fit));
  }

  public StreamKey key() {
    return new StreamKey(organizationId, service);
  }

  /** The last event that was applied. */
  public EventId lastEventId() {
    return new EventId(syncId, lastSequence);
  }

  /** The time of the terminal event; null while the run goes on. */
  public @Nullable Instant endedAt() {
    return ending == null ? null : ending.envelope().occurredAt();
  }

  /** From start to end, or to the last event while the run goes on; never negative. */
  public Duration duration() {
    var end = endedAt();
    var duration = Duration.between(startedAt, end == null ? lastEventAt : end);
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
