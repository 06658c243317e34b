package io.syncledger.sync.source.cliniko;

import java.time.Duration;

/** Settings for tests: the defaults, with short waits and no rate limit. */
final class TestSettings {
  private TestSettings() {}

  static ClinikoSettings with(String baseUrl) {
    return with(baseUrl, Duration.ofSeconds(30), 50_000);
  }

  static ClinikoSettings with(String baseUrl, Duration requestTimeout, int maxPages) {
    return with(baseUrl, 0, requestTimeout, maxPages, Duration.ofMinutes(1));
  }

  static ClinikoSettings limited(int requests, Duration requestTimeout, Duration window) {
    return with("", requests, requestTimeout, 50_000, window);
  }

  private static ClinikoSettings with(
      String baseUrl, int requests, Duration requestTimeout, int maxPages, Duration window) {
    return new ClinikoSettings(
        baseUrl,
        "Syncledger",
        "syncledger@example.org",
        requests,
        Duration.ofSeconds(10),
        requestTimeout,
        4 * 1024 * 1024,
        3,
        Duration.ofMillis(5),
        maxPages,
        Duration.ofMinutes(1),
        window);
  }
}
