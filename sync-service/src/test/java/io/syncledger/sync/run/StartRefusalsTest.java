package io.syncledger.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartRefusalsTest extends BlockedSyncService {
  @ParameterizedTest
  @CsvSource({
    "/api/v1/sync/start/, sync_mode, basic",
    "/api/v1/sync/start/, sync_mode, ACTIVE",
    "/api/v1/sync/start/, sync_mode, ''",
    "/api/v1/cliniko/sync/, mode, active",
    "/api/v1/cliniko/sync/, mode, everything",
    "/api/v1/sync/start/, full, maybe",
    "/api/v1/cliniko/sync/, full, ''"
  })
  void an_unknown_value_is_400_naming_the_field(String path, String field, String mode) {
    var response = post(path, "?" + field + "=" + mode);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().path("details").path("fields").path(0).path("field").asText())
        .isEqualTo(field);
    assertThat(liveRuns()).isZero();
  }

  @Test
  void without_its_header_a_trigger_is_400_naming_the_header() {
    var response = operator.post("/api/v1/sync/trigger");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().path("detail").asText()).contains("X-Organization-ID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sync/start/",
        "/api/v1/cliniko/sync-all/",
        "/api/v1/cliniko/sync/",
        "/api/v1/cliniko/import-patients/"
      })
  void only_an_operator_of_the_organization_may_start_a_sync(String path) {
    var viewer = ApiClient.withRole(service, Role.VIEWER, clinic.organizationId());
    var stranger = ApiClient.withRole(service, Role.ADMIN, new OrganizationId("org_stranger"));
    var emitter = ApiClient.withRole(service, Role.EMITTER, clinic.organizationId());

    assertThat(viewer.post(path + clinic.organizationId()).status()).isEqualTo(403);
    assertThat(stranger.post(path + clinic.organizationId()).status()).isEqualTo(403);
    assertThat(emitter.post(path + clinic.organizationId()).status()).isEqualTo(403);
    assertThat(ApiClient.withForgedToken(service).post(path + clinic.organizationId()).status())
        .isEqualTo(401);
    assertThat(liveRuns()).isZero();
  }

  @Test
  void an_organization_that_does_not_exist_is_not_found() {
    var unknown = ApiClient.withRole(service, Role.OPERATOR, new OrganizationId("org_unknown"));

    assertThat(unknown.post("/api/v1/sync/start/org_unknown").status()).isEqualTo(404);
  }
}
