package io.syncledger.events.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource({
    "HOURLY, 2026-11-22T23:59:59.999Z, 2026-11-22T23:00:00Z",
    "DAILY,  2026-11-22T23:59:59.999Z, 2026-11-22T00:00:00Z",
    "WEEKLY, 2026-11-22T23:59:59.999Z, 2026-11-16T00:00:00Z",
    "WEEKLY, 2026-11-23T00:00:00.000Z, 2026-11-23T00:00:00Z",
    "WEEKLY, 2027-01-01T12:00:00.000Z, 2026-12-28T00:00:00Z",
  })
  void a_window_begins_in_utc_and_a_week_on_monday(Period period, Instant at, Instant start) {
    assertThat(period.startOf(at)).isEqualTo(start);
  }
}
