package io.syncledger.query.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.http.Role;
import io.syncledger.query.delivery.fixture.DeliveryClient;
import io.syncledger.query.fixture.ReadSide;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets up channels over the REST API, as admins do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelApiTest {
  private static final String WEBHOOK =
      """
      {"kind": "webhook", "url": "https://hooks.example.org/%s"}\
      """;

  private final ReadSide readSide =
      ReadSide.start(
          Map.of(
              "syncledger.query-api.delivery.secrets.key",
              "dGVzdHMgZW5jcnlwdCBub3RoaW5nIG9mIHZhbHVlISE=",
              "syncledger.query-api.delivery.mail.host",
              "mail.example.org"));

  @AfterAll
  void close() {
    readSide.close();
  }

  @Test
  void a_webhooks_secret_is_shown_once_and_stored_encrypted() {
    try (var client = client("org_secret")) {
      var created = client.requestAsAdmin("POST", "/channels", WEBHOOK.formatted("a"));
      var secret = created.get("secret").asText();
      var id = created.at("/channel/id").asText();

      assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
      assertThat(client.requestAsAdmin("GET", "/channels", "").toString())
          .contains(id)
          .doesNotContain(secret);
      assertThat(readSide.rows("select * from alert_channel_secrets").toString())
          .contains(id)
          .doesNotContain(secret.substring(6));

      var rotated =
          client.requestAsAdmin("POST", "/channels/" + id + "/secret", "{}").get("secret").asText();
      assertThat(rotated).startsWith("whsec_").isNotEqualTo(secret);
      assertThat(
              readSide.rows(
                  "select expires_at is null as in_force from alert_channel_secrets"
                      + " where channel_id = '%s' order by created_at".formatted(id)))
          .containsExactly("(f)", "(t)");
    }
  }

  @Test
  void a_webhook_can_be_created_with_a_given_secret() {
    var given = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    try (var client = client("org_given")) {
      var created =
          client.requestAsAdmin(
              "POST",
              "/channels",
              """
              {"kind": "webhook", "url": "https://hooks.example.org/b", "secret": "%s"}\
              """
                  .formatted(given));

      assertThat(created.get("secret").asText()).isEqualTo(given);
    }
  }

  @Test
  void channels_are_changed_and_removed() {
    try (var client = client("org_change")) {
      var created =
          client.requestAsAdmin(
              "POST",
              "/channels",
              """
              {"kind": "email", "address": "ops@example.org"}\
              """);
      assertThat(created.get("secret").isNull()).isTrue();
      var path = "/channels/" + created.at("/channel/id").asText();

      var changed =
          client.requestAsAdmin(
              "PUT",
              path,
              """
              {"address": "night@example.org", "enabled": false}\
              """);
      assertThat(changed.get("address").asText()).isEqualTo("night@example.org");
      assertThat(changed.get("enabled").asBoolean()).isFalse();

      client.requestAsAdmin("DELETE", path, "");
      assertThat(client.requestAsAdmin("GET", "/channels", "").get("channels")).isEmpty();
      assertThat(status(client, "DELETE", path, "")).isEqualTo(404);
      assertThat(status(client, "PUT", path, "{\"enabled\": true}")).isEqualTo(404);
      assertThat(status(client, "POST", path + "/secret", "{}")).isEqualTo(404);
    }
  }

  @Test
  void a_duplicate_channel_is_refused_and_channels_are_limited() {
    try (var client = client("org_many")) {
      for (int i = 0; i < 20; i++) {
        assertThat(status(client, "POST", "/channels", WEBHOOK.formatted(i))).isEqualTo(201);
      }
      assertThat(status(client, "POST", "/channels", WEBHOOK.formatted(3))).isEqualTo(409);
      assertThat(status(client, "POST", "/channels", WEBHOOK.formatted(20))).isEqualTo(409);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"kind\": \"pigeon\", \"url\": \"https://example.org\"}",
        "{\"kind\": \"webhook\"}",
        "{\"kind\": \"webhook\", \"url\": \"http://example.org/plain\"}",
        "{\"kind\": \"webhook\", \"url\": \"https://user:secret@example.org/\"}",
        "{\"kind\": \"webhook\", \"url\": \"file:///etc/passwd\"}",
        "{\"kind\": \"webhook\", \"url\": \"https:///nowhere\"}",
        "{\"kind\": \"webhook\", \"url\": \"not an address\"}",
        "{\"kind\": \"webhook\", \"url\": \"https://example.org\", \"secret\": \"whsec_short\"}",
        "{\"kind\": \"webhook\", \"url\": \"https://example.org\", \"address\": \"a@example.org\"}",
        "{\"kind\": \"email\", \"url\": \"https://example.org\"}",
        "{\"kind\": \"email\", \"address\": \"nobody\"}",
        "{\"kind\": \"email\", \"address\": \"a@example.org, b@example.org\"}",
        "{\"kind\": \"email\", \"address\": \"a@example.org\\r\\nBcc: b@example.org\"}"
      })
  void an_invalid_channel_is_refused(String body) {
    try (var client = client("org_bad")) {
      var response = client.request(Role.ADMIN, "POST", "/org_bad/channels", body);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
      assertThat(client.requestAsAdmin("GET", "/channels", "").get("channels")).isEmpty();
    }
  }

  @Test
  void channels_are_for_admins_of_the_organization() {
    try (var client = client("org_roles")) {
      for (var role : new String[] {Role.VIEWER, Role.OPERATOR, Role.EMITTER}) {
        assertThat(client.request(role, "GET", "/org_roles/channels", "").statusCode())
            .isEqualTo(403);
      }
      assertThat(client.request(Role.ADMIN, "GET", "/org_others/channels", "").statusCode())
          .isEqualTo(403);
      assertThat(client.request(Role.VIEWER, "GET", "/org_roles/deliveries", "").statusCode())
          .isEqualTo(200);
      assertThat(
              client
                  .request(Role.VIEWER, "POST", "/org_roles/deliveries/1/redeliver", "")
                  .statusCode())
          .isEqualTo(403);
      assertThat(
              client
                  .request(Role.OPERATOR, "POST", "/org_roles/deliveries/1/redeliver", "")
                  .statusCode())
          .isEqualTo(404);
    }
  }

  private static int status(DeliveryClient client, String method, String path, String body) {
    return client
        .request(Role.ADMIN, method, "/" + client.organization() + path, body)
        .statusCode();
  }

  private DeliveryClient client(String organization) {
    return new DeliveryClient(readSide, organization);
  }
}
