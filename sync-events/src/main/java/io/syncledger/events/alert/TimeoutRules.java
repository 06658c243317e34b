package io.syncledger.events.alert;

import io.syncledger.events.EventId;
import io.syncledger.events.fold.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The rules that fire when an expected event does not arrive in time. */
final class TimeoutRules {
  private TimeoutRules() {}

  /** Fires for a run that has sent no event for too long, or has been running for too long. */
  static RuleResult stuckSync(RuleInput input, Thresholds thresholds, Instant now) {
    var next =
        input.live().stream()
            .map(run -> stuckAt(run, thresholds))
            .filter(now::isBefore)
            .min(Comparator.naturalOrder())
            .orElse(null);
    var stuck =
        input.live().stream()
            .filter(run -> !now.isBefore(stuckAt(run, thresholds)))
            .sorted(Comparator.comparing(RunState::lastEventAt))
            .toList();
    if (stuck.isEmpty()) {
      return RuleResult.NOT_FIRING.withNextChangeAt(next);
    }
    var because = stuck.stream().map(RunState::lastEventId).toList();
    return RuleResult.fires(because, sentence(stuck)).withNextChangeAt(next);
  }

  private static Instant stuckAt(RunState run, Thresholds thresholds) {
    var silent = silentSince(run).plusSeconds(thresholds.stuckSilenceSeconds());
    var old = run.startedAt().plusSeconds(thresholds.stuckRunningSeconds());
    var over = run.startedAt().plusSeconds(thresholds.stuckTotalSeconds());
    return earlier(over, silent.isAfter(old) ? silent : old);
  }

  /** An announced wait does not count as silence. */
  private static Instant silentSince(RunState run) {
    var delay = run.delay();
    return delay == null || delay.until().isBefore(run.lastEventAt())
        ? run.lastEventAt()
        : delay.until();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String sentence(List<RunState> stuck) {
    return stuck.stream()
        .limit(3)
        .map(
            run ->
                "Sync %s has been running since %s; its last event came at %s"
                    .formatted(run.syncId(), run.startedAt(), run.lastEventAt()))
        .collect(Collectors.joining(". "));
  }

  /** Fires when the last success is too long ago. */
  static RuleResult staleData(RuleInput input, Thresholds thresholds, Instant now) {
    var success = input.lastSuccess();
    var since = success == null ? input.since() : success.at();
    Duration after = thresholds.staleAfter();
    var staleAt = since.plus(after);
    if (now.isBefore(staleAt)) {
      return RuleResult.NOT_FIRING.withNextChangeAt(staleAt);
    }
    EventId because = success == null ? input.first() : success.id();
    return RuleResult.fires(
        List.of(because),
        success == null
            ? "No sync has succeeded since the first event at " + since
            : "No sync has succeeded since " + since);
  }
}
