package io.syncledger.sync.cliniko;

import java.lang.reflect.Proxy;
import java.time.Clock;

/** Clients for tests. */
final class Clients {
  private Clients() {}

  /** One without a limit of requests, and so without a database. */
  static ClinikoClient unlimited(ClinikoSettings settings) {
    var clock = Clock.systemUTC();
    var budgets = new RequestBudgets(noTable(), settings, clock);
    return new ClinikoClient(
        new ClinikoHttp(settings, clock), new Patience(budgets, settings, clock), settings);
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
