package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorMapperTest {

  @Test
  void a_rate_limit_reports_the_time_to_retry_in_whole_seconds() {
    var refusal = (RateLimitedException) ErrorMapper.forStatus(429, Duration.ofMillis(1_001));

    assertThat(refusal.pause()).isEqualTo(Duration.ofMillis(1_001));
    assertThat(refusal.failure().errorCode()).isEqualTo("HTTP_429");
    assertThat(refusal.failure().retryAfterSeconds()).isEqualTo(2);
  }
}
