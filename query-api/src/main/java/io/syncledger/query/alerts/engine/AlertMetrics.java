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
 * What is counted of alerts; zero from the start. Every instance counts the flips that it told, and
 * all of them see the same number of firing ones.
 */
@Context // its meters are there from the start
final class AlertMetrics {
  private final Map<Rule, Map<Kind, Counter>> flips = new EnumMap<>(Rule.class);
  private final Map<Rule, AtomicLong> firing = new EnumMap<>(Rule.class);
  private final Counter failures;

  AlertMetrics(MeterRegistry registry) {
    for (var rule : Rule.values()) {
      var byKind = new EnumMap<Kind, Counter>(Kind.class);
      for (var kind : Kind.values()) {
        byKind.put(
            kind,
            Counter.builder("syncledger.alerts.flips")
                .description("Alerts that were told to have begun or ended")
                .tag("rule", rule.toString())
                .tag("kind", kind.toString())
                .register(registry));
      }
      flips.put(rule, byKind);
      var now = new AtomicLong();
      Gauge.builder("syncledger.alerts.firing", now, AtomicLong::get)
          .description("Alerts that fire now, of all organizations")
          .tag("rule", rule.toString())
          .register(registry);
      firing.put(rule, now);
    }
    failures =
        Counter.builder("syncledger.alerts.failures")
            .description("Looks for due alerts that failed and were repeated")
            .register(registry);
  }

  void countNotified(Iterable<AlertNotifier.Sent> told) {
    for (var flip : told) {
      var byKind = flips.get(flip.rule());
      var counter = byKind == null ? null : byKind.get(flip.kind());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  /**
   * @param now by rule; a rule that is not in it has none
   */
  void setFiring(Map<Rule, Long> now) {
    firing.forEach((rule, count) -> count.set(now.getOrDefault(rule, 0L)));
  }

  void countFailure() {
    failures.increment();
  }
}
