package io.syncledger.sync.source.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.sync.source.RequestListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseOnlyRateLimiterTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  /** Time that passes only while a caller sleeps. */
  private static final class FakeTicker implements Ticker {
    private long now = Long.MAX_VALUE - 5_000_000_000L; // wraps around soon, as nanoTime may

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void sleep(Duration time) {
      assertThat(time).isPositive();
      now += time.toNanos();
    }
  }

  private final FakeTicker ticker = new FakeTicker();
  private final PauseOnlyRateLimiter rateLimiter = new PauseOnlyRateLimiter(ticker, CLOCK);
  private final List<Instant> reported = new ArrayList<>();
  private final RequestListener listener = (until, _) -> reported.add(until);

  @Test
  void a_pause_delays_the_next_request_and_is_reported() throws InterruptedException {
    long begin = ticker.nanos();
    rateLimiter.pause(Duration.ofSeconds(7));
    rateLimiter.pause(Duration.ofSeconds(3));

    rateLimiter.acquire(listener).close();
    rateLimiter.acquire(listener).close();

    assertThat(ticker.nanos() - begin).isEqualTo(Duration.ofSeconds(7).toNanos());
    assertThat(reported).containsExactly(Instant.EPOCH.plusSeconds(7));
  }

  @Test
  void a_pause_below_two_seconds_is_not_reported() throws InterruptedException {
    rateLimiter.pause(Duration.ofMillis(1_999));

    rateLimiter.acquire(listener).close();

    assertThat(reported).isEmpty();
  }

  @Test
  void it_is_idle_only_after_a_long_time_without_use() throws InterruptedException {
    rateLimiter.acquire(listener).close();
    assertThat(rateLimiter.isIdle()).isFalse();

    ticker.sleep(Duration.ofMinutes(11));
    assertThat(rateLimiter.isIdle()).isTrue();
  }
}
