package io.syncledger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.OrganizationId;
import java.io.IOException;
import java.util.Map;

/** Creates the organizations that every standalone server has, through the API. */
public final class DemoOrganizations {
  /** Has credentials for Cliniko from the start. */
  public static final OrganizationId DEMO = new OrganizationId("org_demo");

  /** Has no credentials. */
  public static final OrganizationId OTHER = new OrganizationId("org_other");

  private static final String CREATE = "/api/v1/organizations";
  private static final String CREDENTIALS = CREATE + "/" + DEMO.value() + "/credentials/cliniko";
  private static final int CREATED = 201;
  private static final int EXISTS = 409;

  private final LocalApiClient api;
  private final StandaloneOptions options;

  DemoOrganizations(LocalApiClient api, StandaloneOptions options) {
    this.api = api;
    this.options = options;
  }

  /** Creates organizations and credentials that are missing. */
  void create() throws IOException, InterruptedException {
    create(DEMO.value(), "Demo clinic");
    create(OTHER.value(), "Other clinic");
    String key = options.settings().get(StandaloneOptions.CLINIKO_API_KEY);
    if (key != null) {
      api.put(CREDENTIALS, Map.of("api_key", key));
    } else if (!usable(api.get(CREDENTIALS))) {
      api.put(CREDENTIALS, Map.of("api_key", StandaloneOptions.SIMULATED_KEY));
    }
  }

  private void create(String id, String name) throws IOException, InterruptedException {
    int status = api.post(CREATE, Map.of("organization_id", id, "name", name));
    if (status != CREATED && status != EXISTS) {
      throw new IOException("The organization %s could not be created: %d".formatted(id, status));
    }
  }

  private static boolean usable(JsonNode credentials) {
    return credentials.path("configured").asBoolean() && credentials.path("valid").asBoolean();
  }
}
