package io.syncledger.sync.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.sync.cliniko.ClinikoException.RateLimited;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final long NOW = 1_800_000_000L;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);

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
  void a_rate_limit_is_waited_for_as_told_within_bounds(String name, String value, long seconds) {
    var headers = HttpHeaders.of(Map.of(name, List.of(value)), (_, _) -> true);

    var refusal = (RateLimited) Refusals.status(429, headers, CLOCK);

    assertThat(refusal.pause()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(refusal.failure().errorCode()).isEqualTo("HTTP_429");
    assertThat(refusal.failure().retryAfterSeconds()).isEqualTo(seconds);
  }
}
