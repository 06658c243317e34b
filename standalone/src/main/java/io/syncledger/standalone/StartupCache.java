package io.syncledger.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What makes a start faster and may be lost: unpacked programs, and the broker's JVM class cache.
 * The build fills the folder that {@code syncledger.cache} names; without one, a temporary folder
 * of the user's serves.
 */
final class StartupCache {
  private static final String FOLDER = "syncledger.cache";
  private static final String TRAINING = "syncledger.training";

  private StartupCache() {}

  static Path directory() {
    String folder = System.getProperty(FOLDER);
    return folder == null
        ? Path.of(
            System.getProperty("java.io.tmpdir"),
            "syncledger-cache-" + System.getProperty("user.name"))
        : Path.of(folder);
  }

  /** Options of the broker's JVM: to use its class cache, or to write it when training. */
  static List<String> brokerOptions() {
    Path cache = directory().resolve("broker.aot");
    if (Boolean.getBoolean(TRAINING)) {
      return List.of("-XX:AOTCacheOutput=" + cache);
    }
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off") : List.of();
  }
}
