package io.syncledger.sync;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.sync.cliniko.ApiKey;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.sync.credentials.Secret;
import io.syncledger.sync.organizations.Organizations;
import java.util.UUID;

/** Organisations for tests, each with an id of its own, as all tests share one log. */
public final class Clinics {
  public static final String KEY = "SIMKEY-au4";

  private Clinics() {}

  /** One without credentials. */
  public static StreamKey unconnected(Instance service) {
    var id = new OrganizationId("org_" + UUID.randomUUID().toString().replace("-", ""));
    if (service.get(Organizations.class).create(id, "A clinic").isEmpty()) {
      throw new AssertionError("Not created: " + id);
    }
    return new StreamKey(id, ApiKey.SERVICE);
  }

  /** One that may enter the simulated Cliniko. */
  public static StreamKey connected(Instance service) {
    return connected(service, KEY);
  }

  public static StreamKey connected(Instance service, String key) {
    var clinic = unconnected(service);
    connect(service, clinic, key);
    return clinic;
  }

  public static void connect(Instance service, StreamKey clinic, String text) {
    var key = new ApiKey(text);
    if (!service.get(Credentials.class).set(clinic, new Secret(key.text(), key.shard()))) {
      throw new AssertionError("Not set: " + clinic);
    }
  }
}
