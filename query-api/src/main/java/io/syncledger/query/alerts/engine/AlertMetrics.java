package io.syncledger.query.alerts.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.syncledger.events.alert.Notification.Kind;
import io.syncledger.events.alert.Rule;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Meters of alerts, all registered at zero. Each instance counts the notifications it sent itself;
 * the number of firing alerts comes from the database and is the same on every instance.
 */
@Context // registers its meters at start
final class AlertMetrics {
  private final Map<Rule, Map<Kind, Counter>> notified = new EnumMap<>(Rule.class);
  private final Map<Rule, AtomicLong> firing = new EnumMap<>(Rule.class);
  private final Counter failures;

  AlertMetrics(MeterRegistry registry) {
    for (var rule : Rule.values()) {
      notified.put(rule, notifiedCounters(registry, rule));
      var count = new AtomicLong();
      Gauge.builder("syncledger.alerts.firing", count, AtomicLong::get)
          .description("Alerts that fire now, of all organizations")
          .tag("rule", rule.toString())
          .register(registry);
      firing.put(rule, count);
    }
    failures =
        Counter.builder("syncledger.alerts.failures")
            .description("Alert evaluations that failed and were retried")
            .register(registry);
  }

  private static Map<Kind, Counter> notifiedCounters(MeterRegistry registry, Rule rule) {
    var byKind = new EnumMap<Kind, Counter>(Kind.class);
    for (var kind : Kind.values()) {
      byKind.put(
          kind,
          Counter.builder("syncledger.alerts.flips")
              .description("Notifications that an alert started or stopped firing")
              .tag("rule", rule.toString())
              .tag("kind", kind.toString())
              .register(registry));
    }
    return byKind;
  }

  void countNotified(Iterable<AlertNotifier.Sent> sent) {
    for (var one : sent) {
      var byKind = notified.get(one.rule());
      var counter = byKind == null ? null : byKind.get(one.kind());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  /**
   * @param counts by rule; a rule that is absent has none
   */
  void setFiring(Map<Rule, Long> counts) {
    firing.forEach((rule, count) -> count.set(counts.getOrDefault(rule, 0L)));
  }

  void countFailure() {
    failures.increment();
  }
}
