package io.syncledger.sync.cliniko;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;

/** Clients for tests. */
final class Clients {
  private Clients() {}

  /** One without a limit of requests, and so without a database. */
  static ClinikoClient unlimited(ClinikoSettings settings) {
    var clock = Clock.systemUTC();
    var metrics = new SourceMetrics(new SimpleMeterRegistry());
    var budgets = new RequestBudgets(noTable(), settings, metrics, clock);
    return new ClinikoClient(
        new ClinikoHttp(settings, metrics, clock),
        new Patience(budgets, settings, clock),
        settings);
  }

  /** Fails whoever uses it. */
  private static RequestSlots noTable() {
    return (RequestSlots)
        Proxy.newProxyInstance(
            RequestSlots.class.getClassLoader(),
            new Class<?>[] {RequestSlots.class},
            (_, method, _) -> {
              throw new AssertionError("The table is used: " + method.getName());
            });
  }
}
