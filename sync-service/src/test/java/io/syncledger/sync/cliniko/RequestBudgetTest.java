package io.syncledger.sync.cliniko;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Time that passes only when somebody waits. */
  private static final class FakeTicker implements Ticker {
    private long now = Long.MAX_VALUE - 5_000_000_000L; // wraps around soon, as nanoTime may

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void await(Duration time) {
      assertThat(time).isPositive();
      now += time.toNanos();
    }
  }

  @Property(tries = 300)
  void no_60_seconds_ever_see_more_requests_than_the_limit(
      @ForAll @IntRange(min = 1, max = 20) int limit,
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 40_000) Integer> durations)
      throws InterruptedException {
    var ticker = new FakeTicker();
    var budget = new RequestBudget(limit, ticker);
    long begin = ticker.nanos();
    List<Long> sent = new ArrayList<>();
    List<Long> answered = new ArrayList<>();

    for (int millis : durations) {
      try (var _ = budget.acquire()) {
        sent.add(ticker.nanos() - begin);
        ticker.await(Duration.ofMillis(millis).plusNanos(1));
        answered.add(ticker.nanos() - begin);
      }
    }

    // Wherever between the two a request reached the source, the limit holds there.
    for (int i = 0; i + limit < sent.size(); i++) {
      assertThat(sent.get(i + limit) - answered.get(i)).isGreaterThanOrEqualTo(MINUTE.toNanos());
    }
  }

  @Property(tries = 100)
  void requests_within_the_limit_do_not_wait(@ForAll @IntRange(min = 1, max = 50) int limit)
      throws InterruptedException {
    var ticker = new FakeTicker();
    var budget = new RequestBudget(limit, ticker);
    long begin = ticker.nanos();

    for (int i = 0; i < limit; i++) {
      budget.acquire().close();
    }

    assertThat(ticker.nanos()).isEqualTo(begin);
  }

  @Test
  void a_pause_holds_back_everybody_who_uses_the_key() throws InterruptedException {
    var ticker = new FakeTicker();
    var budgets = new RequestBudgets(0, ticker);
    var key = new ApiKey("SECRET-au4");
    long begin = ticker.nanos();

    budgets.of(key).pause(Duration.ofSeconds(7));
    budgets.of(new ApiKey("OTHER-au4")).acquire().close();
    assertThat(ticker.nanos()).isEqualTo(begin);

    budgets.of(key).acquire().close();
    assertThat(ticker.nanos() - begin).isEqualTo(Duration.ofSeconds(7).toNanos());
  }

  @Test
  void a_budget_outlives_the_run_that_used_it_up() throws InterruptedException {
    var ticker = new FakeTicker();
    var budgets = new RequestBudgets(1, ticker);
    var key = new ApiKey("SECRET-au4");
    long begin = ticker.nanos();

    budgets.of(key).acquire().close();
    ticker.await(Duration.ofSeconds(59));
    budgets.of(key).acquire().close();

    assertThat(ticker.nanos() - begin).isEqualTo(MINUTE.toNanos());
  }
}
