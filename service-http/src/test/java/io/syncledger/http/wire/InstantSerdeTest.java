package io.syncledger.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.syncledger.http.Role;
import io.syncledger.http.TestClient;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest
class InstantSerdeTest {
  @Inject TestClient client;

  @ParameterizedTest
  @CsvSource({
    "2025-06-30T12:00:00Z,           2025-06-30T12:00:00.000Z",
    "2025-06-30T12:00:00.1Z,         2025-06-30T12:00:00.100Z",
    "2025-06-30T12:00:00.123999999Z, 2025-06-30T12:00:00.123Z",
    "0099-01-01T00:00:00Z,           0099-01-01T00:00:00.000Z",
  })
  void an_instant_is_written_in_utc_with_milliseconds(Instant instant, String text) {
    assertThat(Rfc3339.format(instant)).isEqualTo(text);
  }

  @Test
  void an_offset_is_accepted() {
    assertThat(Rfc3339.parse("2025-06-30T14:00:00+02:00"))
        .isEqualTo(Instant.parse("2025-06-30T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-06-30T12:00:00", "2025-06-30", "now", "", "1751284800"})
  void a_time_without_an_offset_is_none(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rfc3339.parse(text));
  }

  @Test
  void json_is_snake_case_and_shows_null_and_empty() {
    assertThat(client.getAs(client.token(Role.VIEWER), "/rooms/stay").text())
        .isEqualTo("{\"arrived_at\":\"2025-06-30T12:00:00.000Z\",\"left_at\":null,\"wishes\":[]}");
  }

  @Test
  void instants_inside_of_maps_look_the_same() {
    var response =
        client.getAs(
            client.token(Role.VIEWER), "/rooms/list?not_before=2025-06-30T14:00:00%2B02:00");

    assertThat(response.json().path("not_before").textValue())
        .isEqualTo("2025-06-30T12:00:00.000Z");
  }

  @Test
  void instants_are_read_from_bodies() {
    var response =
        client.postAs(
            client.token(Role.VIEWER),
            "/rooms/bookings",
            "{\"guest_name\": \"a\", \"until\": \"2025-06-30T14:00:00+02:00\"}");

    assertThat(response.json().path("until").textValue()).isEqualTo("2025-06-30T12:00:00.000Z");
  }
}
