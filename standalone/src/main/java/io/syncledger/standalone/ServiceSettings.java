package io.syncledger.standalone;

import io.syncledger.standalone.data.DataDirectory;
import io.syncledger.standalone.database.PostgresSettings;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Settings of the services, by the names of their environment variables. */
final class ServiceSettings {
  private static final String LOOPBACK = "127.0.0.1";

  /** Micronaut's value for any free port. */
  private static final String ANY_PORT = "-1";

  private final Map<String, String> settings = new HashMap<>();

  ServiceSettings(StandaloneOptions options, DataDirectory data) throws IOException {
    settings.put("SYNCLEDGER_HOST", LOOPBACK);
    settings.put(
        "SYNCLEDGER_PORT", options.port() == 0 ? ANY_PORT : String.valueOf(options.port()));
    settings.put("SYNCLEDGER_JWT_SECRET", data.secrets().tokenKey());
    settings.put("SYNCLEDGER_CREDENTIALS_KEY", data.secrets().credentialsKey());
    settings.put("STREAMS_STATE_DIR", data.streams().toString());
    settings.putAll(options.settings());
  }

  ServiceSettings kafka(String bootstrapServers) {
    settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    return this;
  }

  ServiceSettings database(String url, String password) {
    for (String service : new String[] {"SYNC", "QUERY"}) {
      settings.put(service + "_DATABASE_URL", url);
      settings.put(service + "_DATABASE_USER", PostgresSettings.OWNER);
      settings.put(service + "_DATABASE_PASSWORD", password);
    }
    return this;
  }

  ServiceSettings cliniko(URI baseUrl) {
    settings.put(StandaloneOptions.CLINIKO_BASE_URL, baseUrl.toString());
    return this;
  }

  Map<String, String> asMap() {
    return Map.copyOf(settings);
  }
}
