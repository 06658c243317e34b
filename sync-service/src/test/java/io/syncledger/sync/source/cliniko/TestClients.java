package io.syncledger.sync.source.cliniko;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;

/** Clients for tests. */
final class TestClients {
  private TestClients() {}

  /** One without a limit of requests, and so without a database. */
  static ClinikoClient unlimited(ClinikoSettings settings) {
    var clock = Clock.systemUTC();
    var metrics = new SourceMetrics(new SimpleMeterRegistry());
    var budgets = new RateLimiters(noTable(), settings, metrics, clock);
    return new ClinikoClient(
        new ClinikoHttpClient(settings, metrics, clock),
        new RequestRetrier(budgets, settings, clock),
        settings);
  }

  /** Fails whoever uses it. */
  private static RequestSlotRepository noTable() {
    return (RequestSlotRepository)
        Proxy.newProxyInstance(
            RequestSlotRepository.class.getClassLoader(),
            new Class<?>[] {RequestSlotRepository.class},
            (_, method, _) -> {
              throw new AssertionError("The table is used: " + method.getName());
            });
  }
}
