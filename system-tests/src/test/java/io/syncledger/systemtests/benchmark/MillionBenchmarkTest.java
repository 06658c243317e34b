package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As large a clinic as there is: the last patients are stored as fast as the first ones, in no more
 * memory.
 */
@Tag("benchmark")
class MillionBenchmarkTest {
  private static final int PATIENTS = Integer.getInteger("syncledger.patients", 1_000_000);
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int WARM_UP = PATIENTS / 10;
  private static final int LEEWAY_MIB = 24;
  private static final double FLAT = 0.9;

  /** They come in waves of their own, as the disk is busy or not. */
  private static final Map<String, String> NO_CHECKPOINTS =
      Map.of("max_wal_size", "16GB", "checkpoint_timeout", "1h", "shared_buffers", "2GB");

  @TempDir Path directory;

  @Test
  void a_million_patients_are_synced_in_constant_memory_and_as_fast_at_the_end_as_at_the_beginning()
      throws Exception {
    try (var cliniko =
            ClinikoSimulator.builder()
                .clinic(Clinic.generated(PATIENTS, 5))
                .apiKey(MeasuredService.KEY)
                .rateLimit(RateLimit.none())
                .start();
        var postgres = TestPostgres.start(NO_CHECKPOINTS);
        var service = MeasuredService.start(directory, cliniko, 0, postgres)) {
      service.warmUp(WARM_UP, PATIENCE);
      var syncId = service.start();
      var heap = heapUntilEnd(service, syncId);

      assertThat(service.database().completed(syncId)).as("completed").isTrue();
      var rates = service.database().patientsPerSecondByTenths(syncId);
      System.out.printf(
          "%d patients in %.0f s, %d requests; patients/s by tenths %s; live heap in MiB %s%n",
          PATIENTS,
          service.database().seconds(syncId),
          cliniko.traffic().total(),
          rates.stream().map("%.0f"::formatted).toList(),
          heap);
      assertThat(service.process().alive()).as("within its heap").isTrue();
      assertThat(service.patients()).isEqualTo(PATIENTS + (PATIENTS - 1) / 50);
      assertThat(rates).hasSize(10);
      assertThat(rates.getLast()).isGreaterThanOrEqualTo(FLAT * rates.getFirst());
      assertThat(mean(rates.subList(5, 10)))
          .isGreaterThanOrEqualTo(FLAT * mean(rates.subList(0, 5)));
      assertThat(heap.getLast()).isLessThanOrEqualTo(heap.getFirst() + LEEWAY_MIB);
    }
  }

  private static double mean(List<Double> rates) {
    return rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Asked every ten seconds, so that the asking costs nothing. */
  private static List<Long> heapUntilEnd(MeasuredService service, String syncId) {
    var heap = new LiveHeap(service.process().pid());
    var seen = new ArrayList<Long>();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(10))
        .until(
            () -> {
              seen.add(heap.mebibytes());
              return service.database().ended(syncId);
            });
    return seen;
  }
}
