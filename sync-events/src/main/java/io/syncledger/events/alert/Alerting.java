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
 * The alerts of one service of one organisation: the fold of its events and of the time that passes
 * between them. Every flip carries the instant at which it became true, not the one at which
 * somebody looked, so that it does not matter how often that is.
 *
 * @param at judged up to here; never goes back
 * @param changesAt when the mere passing of time can next change an alert; null: never
 * @param alerts the latest episode of each rule that ever fired
 */
public record Alerting(Watch watch, Instant at, @Nullable Instant changesAt, List<Alert> alerts) {

  /**
   * @param changed the episodes that are not what they were, in the order of change; one can be in
   *     it more than once
   */
  public record Step(Alerting after, List<Alert> changed) {
    public Step {
      changed = List.copyOf(changed);
    }

    private Step then(Step next) {
      return new Step(next.after, Stream.concat(changed.stream(), next.changed.stream()).toList());
    }
  }

  public Alerting {
    alerts = List.copyOf(alerts);
  }

  /**
   * One more event, and all that came about by the passing of time before it.
   *
   * @param before null before the first event
   * @return empty while only remarks on unknown runs were heard
   */
  public static Optional<Step> apply(
      @Nullable Alerting before, SyncEvent event, Thresholds thresholds) {
    var at = event.envelope().occurredAt();
    if (before == null) {
      var first = Watch.apply(null, event);
      return Optional.ofNullable(first)
          .map(watch -> new Alerting(watch, at, null, List.of()).judge(at, thresholds));
    }
    var passed = before.passing(at, thresholds, false);
    return Optional.of(passed.then(passed.after.heard(event, thresholds)));
  }

  private Step heard(SyncEvent event, Thresholds thresholds) {
    var next = Objects.requireNonNull(Watch.apply(watch, event), "A watch never ends");
    var now = later(at, event.envelope().occurredAt());
    var judged = new Alerting(next, at, changesAt, alerts).judge(now, thresholds);
    return event instanceof AlertAcknowledged said
        ? judged.then(judged.after.acknowledged(said))
        : judged;
  }

  /** The same at a later instant; nothing is judged beyond it. */
  public Step until(Instant now, Thresholds thresholds) {
    var passed = passing(now, thresholds, true);
    var judged = passed.after.judge(later(passed.after.at, now), thresholds);
    if (!judged.changed.isEmpty()) {
      return passed.then(judged);
    }
    // That somebody looked must not matter, also not to an event that is on its way.
    var same = passed.after;
    return new Step(
        new Alerting(same.watch, same.at, judged.after.changesAt, same.alerts), passed.changed);
  }

  private Step passing(Instant end, Thresholds thresholds, boolean inclusive) {
    var step = new Step(this, List.of());
    for (var next = changesAt;
        next != null && (next.isBefore(end) || (inclusive && next.equals(end)));
        next = step.after.changesAt) {
      step = step.then(step.after.judge(later(step.after.at, next), thresholds));
    }
    return step;
  }

  private Step judge(Instant now, Thresholds thresholds) {
    var latest = new ArrayList<Alert>();
    var changed = new ArrayList<Alert>();
    Instant next = null;
    for (var rule : Rule.values()) {
      var before = alert(rule);
      var verdict = rule.judge(watch, thresholds, now);
      var after = Alert.next(before, rule, watch.key(), verdict, thresholds.hold(rule), now);
      next = earlier(next, verdict.changesAt());
      if (after != null) {
        latest.add(after);
        next = earlier(next, holdEnds(after, thresholds));
        if (!after.equals(before)) {
          changed.add(after);
        }
      }
    }
    return new Step(new Alerting(watch, now, next, latest), changed);
  }

  private static @Nullable Instant holdEnds(Alert alert, Thresholds thresholds) {
    return alert.state() == AlertState.PENDING
        ? alert.pendingSince().plus(thresholds.hold(alert.rule()))
        : null;
  }

  private Step acknowledged(AlertAcknowledged said) {
    var marked =
        alerts.stream()
            .map(
                alert ->
                    alert.id().equals(said.id())
                        ? alert.acknowledged(said.by(), said.envelope().occurredAt())
                        : alert)
            .toList();
    var changed = marked.stream().filter(alert -> !alerts.contains(alert)).toList();
    return new Step(new Alerting(watch, at, changesAt, marked), changed);
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
