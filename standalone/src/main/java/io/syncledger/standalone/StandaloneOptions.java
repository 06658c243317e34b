package io.syncledger.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a start can choose.
 *
 * @param port of HTTP; 0 takes a free one
 * @param data the folder that keeps all, or null for a temporary one
 * @param settings of the services, by the names of their environment variables; {@code
 *     CLINIKO_BASE_URL} takes the place of the simulated Cliniko, and {@code CLINIKO_API_KEY} is
 *     the key that org_demo gets
 */
public record StandaloneOptions(int port, @Nullable Path data, Map<String, String> settings) {
  static final String CLINIKO_BASE_URL = "CLINIKO_BASE_URL";
  static final String CLINIKO_API_KEY = "CLINIKO_API_KEY";
  static final String SIMULATED_KEY = "SIMKEY-au4";

  public StandaloneOptions {
    settings = Map.copyOf(settings);
  }

  /** Any port, nothing kept, the simulated Cliniko. */
  public static StandaloneOptions ephemeral() {
    return new StandaloneOptions(0, null, Map.of());
  }

  /** With everything kept in a folder. */
  public StandaloneOptions keptIn(Path folder) {
    return new StandaloneOptions(port, folder, settings);
  }

  /** With one more setting of the services. */
  public StandaloneOptions with(String variable, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(variable, value);
    return new StandaloneOptions(port, data, more);
  }
}
