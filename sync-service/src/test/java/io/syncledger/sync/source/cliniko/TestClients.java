package io.syncledger.sync.source.cliniko;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncledger.sync.source.Source;
import java.lang.reflect.Proxy;
import java.time.Clock;

/** Creates clients for tests. */
public final class TestClients {
  private TestClients() {}

  /** A client without a rate limit, and so without a database. */
  static ClinikoClient unlimited(ClinikoSettings settings) {
    var clock = Clock.systemUTC();
    var metrics = new SourceMetrics(new SimpleMeterRegistry());
    var rateLimiters =
        new RateLimiters(unused(RequestSlotRepository.class), settings, metrics, clock);
    return new ClinikoClient(
        new ClinikoHttpClient(settings, metrics, clock),
        new RequestRetrier(rateLimiters, settings, clock),
        settings);
  }

  /** Cliniko's declarations, with a client and a repository that must not be used. */
  public static Source source() {
    return new ClinikoSource(
        unlimited(TestSettings.with("http://127.0.0.1:1/v1")),
        new ActivePatients(unused(ActivePatientRepository.class)));
  }

  /** Fails any call. */
  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new AssertionError("Not expected to be used: " + method);
            }));
  }
}
