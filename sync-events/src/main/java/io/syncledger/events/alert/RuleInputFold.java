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

  static @Nullable RuleInput apply(@Nullable RuleInput watch, SyncEvent event) {
    var envelope = event.envelope();
    if (watch == null) {
      return event instanceof SyncEvent.Annotation ? null : apply(before(event), event);
    }
    if (!watch.key().equals(envelope.key())) {
      return watch;
    }
    if (event instanceof ConsistencyChecked check) {
      return checked(withRun(watch, event), check);
    }
    return withRun(watch, event);
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

  private static RuleInput withRun(RuleInput watch, SyncEvent event) {
    var syncId = event.envelope().syncId();
    var before = run(watch, syncId);
    boolean unknown = before == null && event instanceof SyncEvent.Annotation;
    if (unknown || watch.ended().contains(syncId)) {
      return watch;
    }
    var after = RunState.apply(before, event);
    var outcome = RunOutcome.between(before, after);
    var living = live(watch, outcome.isPresent() ? null : after, syncId, event);
    return outcome.map(how -> ended(living, after, how)).orElse(living);
  }

  private static @Nullable RunState run(RuleInput watch, SyncId syncId) {
    return watch.live().stream()
        .filter(run -> run.syncId().equals(syncId))
        .findFirst()
        .orElse(null);
  }

  /** Updates the live runs, which are ordered by their last event. */
  private static RuleInput live(
      RuleInput watch, @Nullable RunState now, SyncId concerned, SyncEvent event) {
    var given = event.envelope().occurredAt().minus(RuleInput.ABANDONED_AFTER);
    var live = new ArrayList<RunState>();
    watch.live().stream()
        .filter(run -> !run.syncId().equals(concerned) && run.lastEventAt().isAfter(given))
        .forEach(live::add);
    if (now != null) {
      live.add(now);
    }
    live.sort(Comparator.comparing(RunState::lastEventAt).thenComparing(r -> r.syncId().value()));
    return new RuleInput(
        watch.organizationId(),
        watch.service(),
        watch.first(),
        watch.since(),
        last(live, RuleInput.MAX_LIVE_RUNS),
        watch.ended(),
        watch.health(),
        watch.lastSuccess(),
        watch.durations(),
        watch.outcomes(),
        watch.failures(),
        watch.refused(),
        watch.rejects(),
        watch.drift());
  }

  private static RuleInput ended(RuleInput watch, RunState run, RunOutcome how) {
    boolean success = how.result() == RunOutcome.Result.SUCCESS;
    var failure = how.result() == RunOutcome.Result.FAILURE ? failure(run, how) : null;
    boolean refused = how.errorType() == ErrorType.AUTHENTICATION_FAILED;
    return new RuleInput(
        watch.organizationId(),
        watch.service(),
        watch.first(),
        watch.since(),
        watch.live(),
        added(watch.ended(), run.syncId(), RuleInput.MAX_ENDED_RUNS),
        Health.apply(watch.health(), how),
        success ? new Success(how.eventId(), how.endedAt()) : watch.lastSuccess(),
        success
            ? added(
                watch.durations(),
                new RunDuration(how.eventId(), how.duration().toMillis()),
                RuleInput.MAX_DURATIONS)
            : watch.durations(),
        OutcomeBucket.withOutcome(watch.outcomes(), how),
        failure == null
            ? watch.failures()
            : added(watch.failures(), failure, RuleInput.MAX_FAILURES),
        refused ? failure : watch.refused(),
        rejects(watch.rejects(), run, how),
        watch.drift());
  }

  private static Failure failure(RunState run, RunOutcome how) {
    var said = run.ending() instanceof SyncFailed failed ? failed.failure() : null;
    return new Failure(
        how.eventId(),
        how.endedAt(),
        said == null ? null : said.errorType(),
        said == null ? null : said.errorCode());
  }

  /** A run that was cancelled, or failed before its first record, keeps the former count. */
  private static @Nullable RejectionCount rejects(
      @Nullable RejectionCount before, RunState run, RunOutcome how) {
    long processed = run.work().sum(ResourceProgress::processed);
    boolean tells =
        switch (how.result()) {
          case SUCCESS -> true;
          case FAILURE -> processed > 0;
          case CANCELLED -> false;
        };
    return tells
        ? new RejectionCount(how.eventId(), run.work().sum(ResourceProgress::rejected), processed)
        : before;
  }

  private static RuleInput checked(RuleInput watch, ConsistencyChecked check) {
    var found = Drift.after(watch.drift(), check, !watch.live().isEmpty());
    return new RuleInput(
        watch.organizationId(),
        watch.service(),
        watch.first(),
        watch.since(),
        watch.live(),
        watch.ended(),
        watch.health(),
        watch.lastSuccess(),
        watch.durations(),
        watch.outcomes(),
        watch.failures(),
        watch.refused(),
        watch.rejects(),
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
