package io.syncledger.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of a start.
 *
 * @param port for HTTP; 0 picks a free one
 * @param data the data directory, or null for a temporary one
 * @param settings of the services, by the names of their environment variables; {@code
 *     CLINIKO_BASE_URL} replaces the simulated Cliniko, and {@code CLINIKO_API_KEY} is the key for
 *     org_demo
 */
public record StandaloneOptions(int port, @Nullable Path data, Map<String, String> settings) {
  static final String CLINIKO_BASE_URL = "CLINIKO_BASE_URL";
  static final String CLINIKO_API_KEY = "CLINIKO_API_KEY";
  static final String SIMULATED_KEY = "SIMKEY-au4";

  public StandaloneOptions {
    settings = Map.copyOf(settings);
  }

  /** A free port, a temporary data directory and the simulated Cliniko. */
  public static StandaloneOptions ephemeral() {
    return new StandaloneOptions(0, null, Map.of());
  }

  /** The same options with a permanent data directory. */
  public StandaloneOptions keptIn(Path folder) {
    return new StandaloneOptions(port, folder, settings);
  }

  /** The same options with one more setting of the services. */
  public StandaloneOptions with(String variable, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(variable, value);
    return new StandaloneOptions(port, data, more);
  }
}
