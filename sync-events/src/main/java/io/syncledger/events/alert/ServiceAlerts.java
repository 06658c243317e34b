package io.syncledger.events.alert;

import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.AlertAcknowledged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one service of one organization, folded from its events and from the time that
 * passes between them. Every change of state carries the instant at which it became true, not the
 * instant of the evaluation, so that the result does not depend on how often the rules are
 * evaluated.
 *
 * @param input the input of the rules; {@code watch} in the stored JSON
 * @param at evaluated up to this instant; never goes back
 * @param changesAt when the passing of time alone can next change an alert; null for never
 * @param alerts the latest episode of each rule that ever fired
 */
public record ServiceAlerts(
    RuleInput input, Instant at, @Nullable Instant changesAt, List<Alert> alerts) {

  /**
   * @param changed the episodes that changed, in order of change; an episode can occur more than
   *     once
   */
  public record Transition(ServiceAlerts after, List<Alert> changed) {
    public Transition {
      changed = List.copyOf(changed);
    }

    private Transition then(Transition next) {
      return new Transition(
          next.after, Stream.concat(changed.stream(), next.changed.stream()).toList());
    }
  }

  public ServiceAlerts {
    alerts = List.copyOf(alerts);
  }

  /**
   * Applies one more event, after all changes that the passing of time has caused before it.
   *
   * @param before null before the first event
   * @return empty while only annotations of unknown runs have arrived
   */
  public static Optional<Transition> apply(
      @Nullable ServiceAlerts before, SyncEvent event, Thresholds thresholds) {
    var at = event.envelope().occurredAt();
    if (before == null) {
      var first = RuleInputFold.apply(null, event);
      return Optional.ofNullable(first)
          .map(
              input -> new ServiceAlerts(input, at, null, List.of()).evaluateRules(at, thresholds));
    }
    var advanced = before.advanceThroughChanges(at, thresholds, false);
    return Optional.of(advanced.then(advanced.after.applyEvent(event, thresholds)));
  }

  private Transition applyEvent(SyncEvent event, Thresholds thresholds) {
    var next =
        Objects.requireNonNull(
            RuleInputFold.apply(input, event), "Only annotations before the first run yield none");
    var now = later(at, event.envelope().occurredAt());
    var evaluated = new ServiceAlerts(next, at, changesAt, alerts).evaluateRules(now, thresholds);
    return event instanceof AlertAcknowledged acknowledgement
        ? evaluated.then(evaluated.after.acknowledge(acknowledgement))
        : evaluated;
  }

  /** Advances to a later instant and evaluates nothing beyond it. */
  public Transition advanceTo(Instant now, Thresholds thresholds) {
    var advanced = advanceThroughChanges(now, thresholds, true);
    var evaluated = advanced.after.evaluateRules(later(advanced.after.at, now), thresholds);
    if (!evaluated.changed.isEmpty()) {
      return advanced.then(evaluated);
    }
    // An evaluation without effect must not move the clock: a late event may still be on its way.
    var unchanged = advanced.after;
    return new Transition(
        new ServiceAlerts(
            unchanged.input, unchanged.at, evaluated.after.changesAt, unchanged.alerts),
        advanced.changed);
  }

  private Transition advanceThroughChanges(Instant end, Thresholds thresholds, boolean inclusive) {
    var step = new Transition(this, List.of());
    for (var next = changesAt;
        next != null && (next.isBefore(end) || (inclusive && next.equals(end)));
        next = step.after.changesAt) {
      step = step.then(step.after.evaluateRules(later(step.after.at, next), thresholds));
    }
    return step;
  }

  private Transition evaluateRules(Instant now, Thresholds thresholds) {
    var latest = new ArrayList<Alert>();
    var changed = new ArrayList<Alert>();
    Instant next = null;
    for (var rule : Rule.values()) {
      var before = alert(rule);
      var result = RuleEvaluator.evaluate(rule, input, thresholds, now);
      var after =
          Alert.nextState(before, rule, input.key(), result, thresholds.holdDuration(rule), now);
      next = earlier(next, result.nextChangeAt());
      if (after != null) {
        latest.add(after);
        next = earlier(next, holdEnds(after, thresholds));
        if (!after.equals(before)) {
          changed.add(after);
        }
      }
    }
    return new Transition(new ServiceAlerts(input, now, next, latest), changed);
  }

  private static @Nullable Instant holdEnds(Alert alert, Thresholds thresholds) {
    return alert.state() == AlertState.PENDING
        ? alert.pendingSince().plus(thresholds.holdDuration(alert.rule()))
        : null;
  }

  private Transition acknowledge(AlertAcknowledged acknowledgement) {
    var marked =
        alerts.stream()
            .map(
                alert ->
                    alert.id().equals(acknowledgement.id())
                        ? alert.acknowledge(
                            acknowledgement.by(), acknowledgement.envelope().occurredAt())
                        : alert)
            .toList();
    var changed = marked.stream().filter(alert -> !alerts.contains(alert)).toList();
    return new Transition(new ServiceAlerts(input, at, changesAt, marked), changed);
  }

  private @Nullable Alert alert(Rule rule) {
    return alerts.stream().filter(alert -> alert.rule() == rule).findFirst().orElse(null);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
