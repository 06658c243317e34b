package io.syncledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanFormatTest {
  @ParameterizedTest
  @CsvSource({
    "PT45S, 45 seconds",
    "PT1S, 1 second",
    "PT1M59S, 1 minute",
    "PT2H, 2 hours",
    "P3DT5H, 3 days",
    "PT-5S, 0 seconds",
  })
  void a_duration_is_formatted_in_its_largest_unit(Duration duration, String words) {
    assertThat(HumanFormat.duration(duration)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"PT4M22S, 4m 22s", "PT1H2M3S, 1h 2m 3s", "PT1.74S, 1.7s", "PT0S, 0.0s"})
  void a_precise_duration_is_formatted_to_the_second(Duration duration, String words) {
    assertThat(HumanFormat.preciseDuration(duration)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "patients, Patient",
    "group_appointments, Group appointment",
    "businesses, Business",
    ", Record"
  })
  void one_record_of_a_resource_is_named_in_the_singular(String resource, String words) {
    assertThat(HumanFormat.singular(resource)).isEqualTo(words);
  }

  @Test
  void an_instant_less_than_a_second_ago_is_just_now() {
    var now = Instant.parse("2026-06-30T12:00:00Z");

    assertThat(HumanFormat.timeAgo(now.minusMillis(400), now)).isEqualTo("just now");
    assertThat(HumanFormat.timeAgo(now.minus(Duration.ofHours(2)), now)).isEqualTo("2 hours ago");
  }
}
