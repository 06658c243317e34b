package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterParserTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({
    "X-RateLimit-Reset, 1800000030, 30",
    "X-RateLimit-Reset, 1799999990, 1",
    "X-RateLimit-Reset, 1800003600, 120",
    "X-RateLimit-Reset, 1800000030000, 120",
    "X-RateLimit-Reset, 9223372036854775807, 120",
    "X-RateLimit-Reset, soon, 60",
    "X-RateLimit-Reset, '', 60",
    "Retry-After, 7, 7",
    "Retry-After, 7000, 120",
    "Other, 7, 60"
  })
  void the_wait_for_a_rate_limit_follows_retry_after_within_bounds(
      String name, String value, long seconds) {
    assertThat(pause(Map.of(name, List.of(value)))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    // The source's clock is 10 minutes ahead, 10 minutes late, and right.
    "'Fri, 15 Jan 2027 08:10:00 GMT', 1800000630, 30",
    "'Fri, 15 Jan 2027 07:50:00 GMT', 1799999430, 30",
    "'Fri, 15 Jan 2027 08:00:00 GMT', 1800000030, 30",
    // Its reset makes sense by one of the clocks only, or by none.
    "'Fri, 15 Jan 2027 09:00:00 GMT', 1800000030, 30",
    "'some day', 1800000030, 30",
    "'Fri, 15 Jan 2027 08:00:00 GMT', 1799999000, 1",
    "'Fri, 15 Jan 2027 08:00:00 GMT', 1800009000, 120"
  })
  void a_reset_counts_by_the_sources_own_clock(String date, String reset, long seconds) {
    var headers = Map.of("Date", List.of(date), "X-RateLimit-Reset", List.of(reset));

    assertThat(pause(headers)).isEqualTo(Duration.ofSeconds(seconds));
  }

  private static Duration pause(Map<String, List<String>> headers) {
    return RetryAfterParser.parse(HttpHeaders.of(headers, (_, _) -> true), NOW, WINDOW);
  }
}
