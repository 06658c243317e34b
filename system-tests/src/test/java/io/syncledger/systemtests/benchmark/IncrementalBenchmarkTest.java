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
 * The cost of an incremental sync depends on the number of changes, not on the size of the clinic.
 */
@Tag("benchmark")
class IncrementalBenchmarkTest {
  private static final int PATIENTS = 100_000;
  private static final int CHANGES = 100;

  @TempDir Path directory;

  @Test
  void a_hundred_changes_among_a_hundred_thousand_patients_take_ten_requests_and_two_seconds()
      throws Exception {
    var clinic = Clinic.generated(PATIENTS, 5);
    try (var cliniko =
            ClinikoSimulator.builder()
                .clinic(clinic)
                .apiKey(BenchmarkSyncService.KEY)
                .rateLimit(RateLimit.none())
                .start();
        var service = BenchmarkSyncService.start(directory, cliniko, 0)) {
      var patients = clinic.patients();
      service.run(Duration.ofMinutes(3));
      for (int i = 0; i < CHANGES; i++) {
        var id = patients.get(i * (PATIENTS / CHANGES)).path("id").asText();
        clinic.editPatient(id, patient -> patient.put("city", "Elsewhere"));
      }
      long before = cliniko.traffic().total();

      var syncId = service.run(Duration.ofMinutes(1));

      long requests = cliniko.traffic().total() - before;
      double seconds = service.database().seconds(syncId);
      System.out.printf(
          "incremental sync of %d changes among %d patients: %d requests, %.2f s%n",
          CHANGES, PATIENTS, requests, seconds);
      assertThat(service.database().count("sync.patients where city = 'Elsewhere'"))
          .isEqualTo(CHANGES);
      assertThat(requests).isLessThanOrEqualTo(10);
      assertThat(seconds).isLessThanOrEqualTo(2);
    }
  }
}
