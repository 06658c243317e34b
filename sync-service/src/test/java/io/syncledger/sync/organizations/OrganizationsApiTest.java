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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class OrganizationsApiTest {
  private static final String PATH = "/api/v1/organizations";

  private final TestDatabase database = TestDatabase.create();
  private ServiceInstance service;

  @BeforeAll
  void start() {
    service = ServiceInstance.start(database.url(), URI.create("http://127.0.0.1:1/v1"), Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void an_admin_creates_the_organizations_that_the_token_names() {
    var admin = admin("org_new");

    var created = admin.postJson(PATH, body("org_new", "New Clinic"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.members()).containsExactly("organization_id", "name", "created_at");
    assertThat(admin.postJson(PATH, body("org_new", "Again")).status()).isEqualTo(409);
    assertThat(admin.postJson(PATH, body("org_other", "Other")).status()).isEqualTo(403);
    assertThat(admin.get(PATH).json().path("organizations").path(0).path("name").asText())
        .isEqualTo("New Clinic");
  }

  @Test
  void the_list_shows_only_the_callers_organizations_page_by_page() {
    var one = TestOrganizations.withoutCredentials(service).organizationId();
    var two = TestOrganizations.withoutCredentials(service).organizationId();
    var hidden = TestOrganizations.withoutCredentials(service).organizationId();
    var admin = ApiClient.withRole(service, Role.ADMIN, one, two);

    var first = admin.get(PATH + "?limit=1").json();
    var second = admin.get(PATH + "?limit=1&cursor=" + first.path("next_cursor").asText()).json();

    assertThat(
            first.path("organizations").path(0).path("organization_id").asText()
                + second.path("organizations").path(0).path("organization_id").asText())
        .contains(one.value(), two.value())
        .doesNotContain(hidden.value());
    assertThat(second.path("next_cursor").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"x\"}                                      | organization_id",
        "{\"organization_id\": \"org_bad\"}                     | name",
        "{\"organization_id\": \"org_bad\", \"name\": \" \"}    | name",
        "{\"organization_id\": \"a/b\", \"name\": \"x\"}        | organization_id"
      })
  void an_incomplete_or_invalid_body_is_400_naming_the_field(String body, String field) {
    var response = admin("org_bad").postJson(PATH, body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().path("details").path("fields").path(0).path("field").asText())
        .isEqualTo(field);
  }

  @Test
  void only_admins_manage_organizations() {
    var operator = ApiClient.withRole(service, Role.OPERATOR, new OrganizationId("org_op"));

    assertThat(operator.postJson(PATH, body("org_op", "x")).status()).isEqualTo(403);
    assertThat(operator.get(PATH).status()).isEqualTo(403);
    assertThat(ApiClient.withForgedToken(service).get(PATH).status()).isEqualTo(401);
  }

  @Test
  void credentials_are_written_and_never_read_back() {
    var clinic = TestOrganizations.withoutCredentials(service);
    var admin = ApiClient.withRole(service, Role.ADMIN, clinic.organizationId());
    var path = PATH + "/" + clinic.organizationId() + "/credentials/cliniko";

    var before = admin.get(path);
    var put = admin.putJson(path, "{\"api_key\": \"VERYSECRET-uk2\"}");
    var after = admin.get(path);
    var removed = admin.delete(path);

    assertThat(before.json().path("configured").booleanValue()).isFalse();
    assertThat(before.json().path("valid").booleanValue()).isFalse();
    assertThat(put.status()).isEqualTo(200);
    assertThat(after.members())
        .containsExactly("service", "configured", "valid", "api_region", "updated_at");
    assertThat(after.json().path("configured").booleanValue()).isTrue();
    assertThat(after.json().path("valid").booleanValue()).isTrue();
    assertThat(after.json().path("api_region").asText()).isEqualTo("uk2");
    assertThat(put.text() + after.text()).doesNotContain("VERYSECRET");
    assertThat(database.query("select credentials::text as row from credentials").toString())
        .doesNotContain("VERYSECRET");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(admin.get(path).json().path("configured").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cliniko | {}                         | 400 | api_key",
        "cliniko | {\"api_key\": \"a b\"}     | 400 | api_key",
        "cliniko | {\"api_key\": \"a:b-au1\"} | 400 | api_key",
        "todoist | {\"api_key\": \"a-au1\"}   | 400 | service",
        "A/B     | {\"api_key\": \"a-au1\"}   | 404 | ''"
      })
  void bad_credentials_are_refused_naming_the_field_but_not_the_value(
      String name, String body, int status, String field) {
    var clinic = TestOrganizations.withoutCredentials(service);
    var admin = ApiClient.withRole(service, Role.ADMIN, clinic.organizationId());

    var response =
        admin.putJson(PATH + "/" + clinic.organizationId() + "/credentials/" + name, body);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.json().path("details").path("fields").path(0).path("field").asText())
        .isEqualTo(field);
    assertThat(response.text()).doesNotContain("a b").doesNotContain("a:b");
  }

  @Test
  void credentials_of_an_organization_that_does_not_exist_are_not_found() {
    var path = PATH + "/org_missing/credentials/cliniko";

    assertThat(admin("org_missing").get(path).status()).isEqualTo(404);
    assertThat(admin("org_missing").putJson(path, "{\"api_key\": \"a-au1\"}").status())
        .isEqualTo(404);
    assertThat(admin("org_new").get(path).status()).isEqualTo(403);
  }

  private ApiClient admin(String organization) {
    return ApiClient.withRole(service, Role.ADMIN, new OrganizationId(organization));
  }

  private static String body(String id, String name) {
    return "{\"organization_id\": \"%s\", \"name\": \"%s\"}".formatted(id, name);
  }
}
