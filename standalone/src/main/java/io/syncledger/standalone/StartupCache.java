package io.syncledger.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory of caches that make starts faster and may be deleted: unpacked programs and the
 * broker's AOT cache. The build fills the directory named by {@code syncledger.cache}; without it,
 * a temporary directory of the user is used.
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

  /** JVM options of the broker: to use its AOT cache or, during a training run, to write it. */
  static List<String> brokerOptions() {
    Path cache = directory().resolve("broker.aot");
    if (Boolean.getBoolean(TRAINING)) {
      return List.of("-XX:AOTCacheOutput=" + cache);
    }
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off") : List.of();
  }
}
