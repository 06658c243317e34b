package io.syncledger.sync.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.OrganizationId;
import io.syncledger.http.Role;
import io.syncledger.sync.ApiClient;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import java.net.URI;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class SettingsApiTest {
  private final TestDatabase database = TestDatabase.create();
  private ServiceInstance service;
  private OrganizationId organization;
  private String path;
  private ApiClient admin;

  @BeforeAll
  void start() {
    service = ServiceInstance.start(database.url(), URI.create("http://127.0.0.1:1/v1"), Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void createOrganization() {
    organization = TestOrganizations.withoutCredentials(service).organizationId();
    path = "/api/v1/organizations/" + organization + "/settings";
    admin = ApiClient.withRole(service, Role.ADMIN, organization);
  }

  @Test
  void settings_that_were_not_set_have_the_services_defaults() {
    var response = admin.get(path);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.members())
        .containsExactly(
            "organization_id", "interval_minutes", "paused", "adaptive", "sync_mode", "updated_at");
    assertThat(response.json().path("organization_id").asText()).isEqualTo(organization.value());
    assertThat(chosen(response)).isEqualTo("60 false false comprehensive");
    assertThat(response.json().path("updated_at").isNull()).isTrue();
  }

  @Test
  void settings_that_a_body_names_change_and_the_others_stay() {
    admin.putJson(path, "{\"interval_minutes\": 15, \"adaptive\": true}");
    var paused = admin.putJson(path, "{\"paused\": true, \"sync_mode\": \"patients-only\"}");

    assertThat(paused.status()).isEqualTo(200);
    assertThat(chosen(paused)).isEqualTo("15 true true patients-only");
    assertThat(paused.json().path("updated_at").asText()).endsWith("Z");
    assertThat(admin.get(path).text()).isEqualTo(paused.text());
  }

  @Test
  void null_restores_the_services_default() {
    admin.putJson(path, "{\"interval_minutes\": 15, \"paused\": true, \"sync_mode\": \"basic\"}");

    var response =
        admin.putJson(path, "{\"interval_minutes\": null, \"paused\": null, \"sync_mode\": null}");

    assertThat(chosen(response)).isEqualTo("60 false false comprehensive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"interval_minutes\": 0}                      | interval_minutes",
        "{\"interval_minutes\": 10081}                  | interval_minutes",
        "{\"interval_minutes\": 7.5}                    | interval_minutes",
        "{\"interval_minutes\": 1e99}                   | interval_minutes",
        "{\"interval_minutes\": \"15\"}                 | interval_minutes",
        "{\"paused\": \"yes\"}                          | paused",
        "{\"adaptive\": 1}                              | adaptive",
        "{\"sync_mode\": \"everything\"}                | sync_mode",
        "{\"pause\": true}                              | pause",
        "{\"pause\": true, \"paused\": 0}               | pause paused",
        "[]                                             | body",
        "{                                              | body"
      })
  void bad_and_unknown_settings_are_400_naming_each_and_change_nothing(String body, String fields) {
    admin.putJson(path, "{\"interval_minutes\": 30}");

    var response = admin.putJson(path, body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(
            StreamSupport.stream(
                    response.json().path("details").path("fields").spliterator(), false)
                .map(field -> field.path("field").asText()))
        .containsExactlyInAnyOrder(fields.split(" ", -1));
    assertThat(chosen(admin.get(path))).isEqualTo("30 false false comprehensive");
  }

  @Test
  void alert_settings_are_a_400_that_names_where_they_are_set() {
    var response = admin.putJson(path, "{\"thresholds\": {}, \"channels\": []}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text())
        .contains("/api/v1/alerts/{organization_id}/settings")
        .contains("/api/v1/alerts/{organization_id}/channels");
  }

  @Test
  void only_an_admin_of_the_organization_sees_and_changes_its_settings() {
    var operator = ApiClient.withRole(service, Role.OPERATOR, organization);
    var stranger = ApiClient.withRole(service, Role.ADMIN, new OrganizationId("org_stranger"));

    assertThat(operator.get(path).status()).isEqualTo(403);
    assertThat(operator.putJson(path, "{}").status()).isEqualTo(403);
    assertThat(stranger.putJson(path, "{}").status()).isEqualTo(403);
    assertThat(ApiClient.withForgedToken(service).get(path).status()).isEqualTo(401);
  }

  @Test
  void an_unknown_organization_has_no_settings() {
    var unknown = ApiClient.withRole(service, Role.ADMIN, new OrganizationId("org_unknown"));

    assertThat(unknown.get("/api/v1/organizations/org_unknown/settings").status()).isEqualTo(404);
    assertThat(unknown.putJson("/api/v1/organizations/org_unknown/settings", "{}").status())
        .isEqualTo(404);
  }

  private static String chosen(ApiClient.Response response) {
    var json = response.json();
    return "%s %s %s %s"
        .formatted(
            json.path("interval_minutes"),
            json.path("paused"),
            json.path("adaptive"),
            json.path("sync_mode").asText());
  }
}
