package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Syncs a large clinic with a sync-service that has a heap of 256 MiB. Broker, database and
 * simulator share the cores. The baseline is a client that upserts the same rows and commits every
 * hundred.
 */
@Tag("benchmark")
class ThroughputBenchmarkTest {
  private static final int PATIENTS = 100_000;

  /** There is one archived patient for every fifty others. */
  private static final int RECORDS = PATIENTS + (PATIENTS - 1) / 50;

  @TempDir Path directory;

  @Test
  void a_hundred_thousand_patients_are_synced_at_5000_a_second_in_256_mib() throws Exception {
    try (var cliniko =
            ClinikoSimulator.builder()
                .clinic(Clinic.generated(PATIENTS, 5))
                .apiKey(BenchmarkSyncService.KEY)
                .rateLimit(RateLimit.none())
                .start();
        var service = BenchmarkSyncService.start(directory, cliniko, 0)) {
      double first = RECORDS / service.database().seconds(service.run(Duration.ofMinutes(3)));
      double second = RECORDS / service.database().seconds(service.runFull(Duration.ofMinutes(3)));
      double baseline = service.database().upsertRate();

      System.out.printf(
          "first sync %.0f patients/s, unchanged full sync %.0f patients/s,"
              + " client's upsert alone %.0f rows/s, ratio %.2f%n",
          first, second, baseline, first / baseline);
      assertThat(service.process().alive()).as("within its heap").isTrue();
      assertThat(service.database().count("sync.patients")).isEqualTo(RECORDS);
      assertThat(first).isGreaterThanOrEqualTo(5_000);
    }
  }

  @Test
  void a_source_that_limits_the_rate_never_sees_more_than_200_requests_in_a_minute()
      throws Exception {
    var clinic = Clinic.generated(25_000, 6);
    try (var cliniko =
            ClinikoSimulator.builder().clinic(clinic).apiKey(BenchmarkSyncService.KEY).start();
        var service = BenchmarkSyncService.start(directory, cliniko, 200)) {
      service.run(Duration.ofMinutes(6));

      System.out.printf(
          "rate-limited sync: %d requests, most in a minute %d, refused %s%n",
          cliniko.traffic().total(),
          cliniko.traffic().peakPerMinute(),
          cliniko.traffic().byStatus().getOrDefault(429, 0L));
      assertThat(cliniko.traffic().total()).isGreaterThan(200);
      assertThat(cliniko.traffic().peakPerMinute()).isLessThanOrEqualTo(200);
      assertThat(cliniko.traffic().byStatus()).doesNotContainKey(429);
      assertThat(service.database().count("sync.patients")).isEqualTo(25_499);
    }
  }
}
