package io.syncledger.events.alert;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.ConsistencyChecked;
import io.syncledger.events.SyncEvent.SyncFailed;
import io.syncledger.events.SyncId;
import io.syncledger.events.alert.RuleInput.Drift;
import io.syncledger.events.alert.RuleInput.Failure;
import io.syncledger.events.alert.RuleInput.OutcomeBucket;
import io.syncledger.events.alert.RuleInput.RejectionCount;
import io.syncledger.events.alert.RuleInput.RunDuration;
import io.syncledger.events.alert.RuleInput.Success;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.ResourceProgress;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.fold.RunState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies events to a {@link RuleInput}. */
final class RuleInputFold {
  private RuleInputFold() {}

  /**
   * Applies one more event; repetitions and events that do not fit change nothing.
   *
   * @param input null before the first event
   * @return null while only annotations of unknown runs have arrived
   */
  static @Nullable RuleInput apply(@Nullable RuleInput input, SyncEvent event) {
    var envelope = event.envelope();
    if (input == null) {
      return event instanceof SyncEvent.Annotation ? null : apply(before(event), event);
    }
    if (!input.key().equals(envelope.key())) {
      return input;
    }
    if (event instanceof ConsistencyChecked check) {
      return checked(withRun(input, event), check);
    }
    return withRun(input, event);
  }

  private static RuleInput before(SyncEvent first) {
    var envelope = first.envelope();
    return new RuleInput(
        envelope.organizationId(),
        envelope.service(),
        envelope.id(),
        envelope.occurredAt(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static RuleInput withRun(RuleInput input, SyncEvent event) {
    var syncId = event.envelope().syncId();
    var before = run(input, syncId);
    boolean unknown = before == null && event instanceof SyncEvent.Annotation;
    if (unknown || input.ended().contains(syncId)) {
      return input;
    }
    var after = RunState.apply(before, event);
    var outcome = RunOutcome.between(before, after);
    var updated = live(input, outcome.isPresent() ? null : after, syncId, event);
    return outcome.map(end -> ended(updated, after, end)).orElse(updated);
  }

  private static @Nullable RunState run(RuleInput input, SyncId syncId) {
    return input.live().stream()
        .filter(run -> run.syncId().equals(syncId))
        .findFirst()
        .orElse(null);
  }

  /** Updates the live runs, which are ordered by their last event. */
  private static RuleInput live(
      RuleInput input, @Nullable RunState now, SyncId syncId, SyncEvent event) {
    var abandonedBefore = event.envelope().occurredAt().minus(RuleInput.ABANDONED_AFTER);
    var live = new ArrayList<RunState>();
    input.live().stream()
        .filter(run -> !run.syncId().equals(syncId) && run.lastEventAt().isAfter(abandonedBefore))
        .forEach(live::add);
    if (now != null) {
      live.add(now);
    }
    live.sort(Comparator.comparing(RunState::lastEventAt).thenComparing(r -> r.syncId().value()));
    return new RuleInput(
        input.organizationId(),
        input.service(),
        input.first(),
        input.since(),
        last(live, RuleInput.MAX_LIVE_RUNS),
        input.ended(),
        input.health(),
        input.lastSuccess(),
        input.durations(),
        input.outcomes(),
        input.failures(),
        input.refused(),
        input.rejects(),
        input.drift());
  }

  private static RuleInput ended(RuleInput input, RunState run, RunOutcome outcome) {
    boolean success = outcome.result() == RunOutcome.Result.SUCCESS;
    var failure = outcome.result() == RunOutcome.Result.FAILURE ? failure(run, outcome) : null;
    boolean refused = outcome.errorType() == ErrorType.AUTHENTICATION_FAILED;
    return new RuleInput(
        input.organizationId(),
        input.service(),
        input.first(),
        input.since(),
        input.live(),
        added(input.ended(), run.syncId(), RuleInput.MAX_ENDED_RUNS),
        Health.apply(input.health(), outcome),
        success ? new Success(outcome.eventId(), outcome.endedAt()) : input.lastSuccess(),
        success
            ? added(
                input.durations(),
                new RunDuration(outcome.eventId(), outcome.duration().toMillis()),
                RuleInput.MAX_DURATIONS)
            : input.durations(),
        OutcomeBucket.withOutcome(input.outcomes(), outcome),
        failure == null
            ? input.failures()
            : added(input.failures(), failure, RuleInput.MAX_FAILURES),
        refused ? failure : input.refused(),
        rejects(input.rejects(), run, outcome),
        input.drift());
  }

  private static Failure failure(RunState run, RunOutcome outcome) {
    var cause = run.ending() instanceof SyncFailed failed ? failed.failure() : null;
    return new Failure(
        outcome.eventId(),
        outcome.endedAt(),
        cause == null ? null : cause.errorType(),
        cause == null ? null : cause.errorCode());
  }

  /** A run that was cancelled, or failed before its first record, keeps the former count. */
  private static @Nullable RejectionCount rejects(
      @Nullable RejectionCount before, RunState run, RunOutcome outcome) {
    long processed = run.progress().sum(ResourceProgress::processed);
    boolean counts =
        switch (outcome.result()) {
          case SUCCESS -> true;
          case FAILURE -> processed > 0;
          case CANCELLED -> false;
        };
    return counts
        ? new RejectionCount(
            outcome.eventId(), run.progress().sum(ResourceProgress::rejected), processed)
        : before;
  }

  private static RuleInput checked(RuleInput input, ConsistencyChecked check) {
    var found = Drift.after(input.drift(), check, !input.live().isEmpty());
    return new RuleInput(
        input.organizationId(),
        input.service(),
        input.first(),
        input.since(),
        input.live(),
        input.ended(),
        input.health(),
        input.lastSuccess(),
        input.durations(),
        input.outcomes(),
        input.failures(),
        input.refused(),
        input.rejects(),
        found);
  }

  private static <T> List<T> added(List<T> list, T latest, int kept) {
    var all = new ArrayList<>(list);
    all.add(latest);
    return last(all, kept);
  }

  private static <T> List<T> last(List<T> list, int kept) {
    return list.subList(Math.max(0, list.size() - kept), list.size());
  }
}
