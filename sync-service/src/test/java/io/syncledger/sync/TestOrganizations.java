package io.syncledger.sync;

import io.syncledger.events.OrganizationId;
import io.syncledger.events.StreamKey;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.sync.organizations.Organizations;
import io.syncledger.sync.source.SourceCredential;
import io.syncledger.sync.source.cliniko.ApiKey;
import io.syncledger.sync.source.cliniko.ClinikoSettings;
import java.util.UUID;

/** Creates organizations, each with an id of its own, as all tests share one topic. */
public final class TestOrganizations {
  public static final String KEY = "SIMKEY-au4";

  private TestOrganizations() {}

  /** An organization without credentials. */
  public static StreamKey withoutCredentials(ServiceInstance service) {
    var id = new OrganizationId("org_" + UUID.randomUUID().toString().replace("-", ""));
    if (service.bean(Organizations.class).create(id, "A clinic").isEmpty()) {
      throw new AssertionError("Not created: " + id);
    }
    return new StreamKey(id, ClinikoSettings.SERVICE);
  }

  /** An organization with credentials for the simulated Cliniko. */
  public static StreamKey withCredentials(ServiceInstance service) {
    return withCredentials(service, KEY);
  }

  public static StreamKey withCredentials(ServiceInstance service, String key) {
    var clinic = withoutCredentials(service);
    setCredentials(service, clinic, key);
    return clinic;
  }

  public static void setCredentials(ServiceInstance service, StreamKey clinic, String text) {
    var key = new ApiKey(text);
    if (!service
        .bean(CredentialStore.class)
        .set(clinic, new SourceCredential(key.text(), key.shard()))) {
      throw new AssertionError("Not set: " + clinic);
    }
  }
}
