package io.syncledger.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.syncledger.http.Role;
import io.syncledger.http.TestClient;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest
class ProblemResponsesTest {
  @Inject TestClient client;
  private String viewer = "";

  @BeforeEach
  void signIn() {
    viewer = client.token(Role.VIEWER);
  }

  @Test
  void a_problem_has_the_shape_of_the_contract() {
    var response = client.getAs(viewer, "/rooms/taken?floor=2");

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    var body = response.json();
    assertThat(body.path("type").textValue()).isEqualTo("urn:syncledger:problem:room_taken");
    assertThat(body.path("title").textValue()).isEqualTo("Room taken");
    assertThat(body.path("status").intValue()).isEqualTo(409);
    assertThat(body.path("detail").textValue()).isEqualTo("Somebody sleeps there");
    assertThat(body.path("instance").textValue()).isEqualTo("/rooms/taken");
    assertThat(body.path("success").isBoolean()).isTrue();
    assertThat(body.path("success").booleanValue()).isFalse();
    assertThat(body.path("error").textValue()).isEqualTo("Room taken");
    assertThat(body.path("details").toString())
        .isEqualTo(
            """
            {"error_type":"room_taken","message":"Somebody sleeps there",\
            "sync_id":"sync_1","error_code":"ROOM_TAKEN"}\
            """);
    assertThat(Instant.parse(body.path("timestamp").textValue()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    assertThat(body.size()).isEqualTo(9);
  }

  @Test
  void retry_after_is_also_in_the_header() {
    var response = client.getAs(viewer, "/rooms/closed");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("300");
    assertThat(response.json().at("/details/retry_after").intValue()).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limit=0                | limit      | must be from 1 to 500
          limit=501              | limit      | must be from 1 to 500
          limit=many             | limit      | must be from 1 to 500
          cursor=%25             | cursor     | must be a next_cursor of this list
          not_before=yesterday   | not_before | must be an instant such as 2025-06-30T12:00:00.000Z
          not_before=2025-01-01T00:00:00 | not_before | must be an instant such as 2025-06-30T12:00:00.000Z
          on_floor=roof          | on_floor   | must be one of ground, first-floor
          weekDay=8              | week_day   | must be less than or equal to 7
          """)
  void a_bad_query_value_is_named(String query, String field, String reason) {
    var response = client.getAs(viewer, "/rooms/list?" + query);

    assertThat(response.status()).isEqualTo(400);
    assertThat(fields(response)).isEqualTo(field + " " + reason);
    assertThat(response.json().path("detail").textValue()).isEqualTo(field + " " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /rooms/required                 | room_number is required
          /rooms/required?room_number=x   | room_number must be a number
          /rooms/by-header                | X-Organization-ID is required
          /rooms/of/org_1/sync/a%2Fb      | sync_id must match [A-Za-z0-9._:~@-]{1,200}
          """)
  void a_missing_or_bad_part_of_the_address_is_named(String path, String fields) {
    var response = client.getAs(viewer, path);

    assertThat(response.status()).isEqualTo(400);
    assertThat(fields(response)).isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"guest_name": "", "nights": 20}                | guest_name must not be blank, nights must be less than or equal to 9
          {}                                              | guest_name must not be blank
          {"guest_name": {}, "nights": 2}                 | guest_name must be a text
          {"guest_name": "a", "nights": "x"}              | nights must be a number
          {"guest_name": "a", "until": "Zebedee"}         | until must be an instant such as 2025-06-30T12:00:00.000Z
          {"guest_name": "a", "room": {"number": "x"}}    | room.number must be a number
          {"guest_name": "a", "room": {"number": -1}}     | room.number must be greater than or equal to 0
          {"guest_name": "a", "room": {"wishes": [{}]}}   | room.wishes.0 must be a text
          {"guest_name": "a", "room": {"wishes": "none"}} | room.wishes must be a list
          []                                              | body is not of the expected form
          null                                            | body is required
          {nonsense                                       | body is not valid JSON
          {"guest_name": "a"                              | body is not valid JSON
          """)
  void a_bad_part_of_the_body_is_named(String body, String fields) {
    var response = client.postAs(viewer, "/rooms/bookings", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(fields(response)).isEqualTo(fields);
    assertThat(response.text()).doesNotContain("Zebedee", "nonsense");
  }

  @Test
  void a_missing_body_is_named() {
    assertThat(fields(client.postAs(viewer, "/rooms/bookings", ""))).isEqualTo("body is required");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /nowhere,        application/json, 404, not_found",
    "GET,  /rooms/gone,     application/json, 404, not_found",
    "PUT,  /rooms/bookings, application/json, 405, method_not_allowed",
    "POST, /rooms/bookings, text/plain,       415, unsupported_media_type",
  })
  void unsupported_requests_are_problems_too(
      String method, String path, String mediaType, int status, String errorType) {
    var response =
        client.call(
            method, path, "{}", "Content-Type", mediaType, "Authorization", "Bearer " + viewer);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.json().at("/details/error_type").textValue()).isEqualTo(errorType);
  }

  @Test
  void a_wrong_method_gets_the_allowed_ones() {
    var response = client.call("PUT", "/rooms/bookings", "{}", "Authorization", "Bearer " + viewer);

    assertThat(response.header("Allow")).isEqualTo("POST");
  }

  @Test
  void a_media_type_that_a_path_does_not_produce_is_406() {
    var response = client.getAs(viewer, "/rooms/stay", "Accept", "text/csv");

    assertThat(response.status()).isEqualTo(406);
    assertThat(response.json().at("/details/error_type").textValue()).isEqualTo("not_acceptable");
  }

  @Test
  void a_browser_gets_the_same_problem() {
    var response = client.get("/nowhere", "Accept", "text/html");

    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void a_problem_of_a_head_request_has_no_body() {
    var response = client.call("HEAD", "/nowhere", null);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.text()).isEmpty();
  }

  @Test
  void a_body_over_the_limit_is_413() {
    var response = client.postAs(viewer, "/rooms/bookings", "\"" + "x".repeat(1024 * 1024) + "\"");

    assertThat(response.status()).isEqualTo(413);
    assertThat(response.json().at("/details/error_type").textValue()).isEqualTo("body_too_large");
  }

  private static String fields(TestClient.Response response) {
    var fields = response.json().at("/details/fields");
    return String.join(
        ", ",
        StreamSupport.stream(fields.spliterator(), false).map(ProblemResponsesTest::text).toList());
  }

  private static String text(JsonNode field) {
    return field.path("field").textValue() + " " + field.path("reason").textValue();
  }
}
