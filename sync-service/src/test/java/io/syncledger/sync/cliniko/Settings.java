package io.syncledger.sync.cliniko;

import java.time.Duration;

/** Settings for tests: the defaults, with short waits and no limit of requests. */
final class Settings {
  private Settings() {}

  static ClinikoSettings with(String baseUrl) {
    return with(baseUrl, Duration.ofSeconds(30), 50_000);
  }

  static ClinikoSettings with(String baseUrl, Duration requestTimeout, int maxPages) {
    return new ClinikoSettings(
        baseUrl,
        "Syncledger",
        "syncledger@example.org",
        0,
        Duration.ofSeconds(10),
        requestTimeout,
        4 * 1024 * 1024,
        3,
        Duration.ofMillis(5),
        maxPages,
        Duration.ofMinutes(1),
        Duration.ofMinutes(1));
  }
}
