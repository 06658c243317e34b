package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
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

  /** A fiftieth is archived. */
  private static final int RECORDS = PATIENTS + (PATIENTS - 1) / 50;

  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int LEEWAY_MIB = 24;

  /** The promise: within 10 %, whichever way. */
  private static final double FLAT = 0.9;

  /** As docker-compose.yml sets them. */
  private static final Map<String, String> DATABASE =
      Map.of("shared_buffers", "1GB", "max_wal_size", "4GB", "checkpoint_timeout", "15min");

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
        var postgres = TestPostgres.start(DATABASE);
        var service = MeasuredService.start(directory, cliniko, 0, postgres)) {
      var endToBeginning = endBesideBeginning(service);
      service.database().tidy();
      var syncId = service.start();
      var heap = heapUntilEnd(service, syncId);

      assertThat(service.database().completed(syncId)).as("completed").isTrue();
      var rates = service.database().patientsPerSecondByTenths(syncId);
      System.out.printf(
          "%d patients in %.0f s; patients/s by tenths %s; live heap in MiB %s; last tenth beside a"
              + " first one: ratio %.2f%n",
          PATIENTS,
          service.database().seconds(syncId),
          rates.stream().map("%.0f"::formatted).toList(),
          heap,
          endToBeginning);
      assertThat(service.process().alive()).as("within its heap").isTrue();
      assertThat(service.patients()).isEqualTo(RECORDS);
      assertThat(rates).hasSize(10);
      assertThat(endToBeginning).isBetween(FLAT, 2 - FLAT);
      assertThat(rates.getLast() / rates.getFirst()).isBetween(FLAT, 2 - FLAT);
      assertThat(mean(rates.subList(5, 10)))
          .isGreaterThanOrEqualTo(FLAT * mean(rates.subList(0, 5)));
      assertThat(heap.getLast()).isLessThanOrEqualTo(heap.getFirst() + LEEWAY_MIB);
    }
  }

  /**
   * The last tenth of a run, for each patient of another run's first tenth at the same time: a
   * machine may be a quarter faster or slower a minute later. What comes before warms up.
   */
  private static double endBesideBeginning(MeasuredService service) throws SQLException {
    var ending = service.startBeside(MeasuredService.ENDING);
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> service.database().stored(ending) >= 0.9 * RECORDS);
    var beginning = service.startBeside(MeasuredService.BEGINNING);
    Awaitility.await().atMost(PATIENCE).until(() -> service.database().ended(ending));
    service.cancel(beginning, PATIENCE);
    return service.database().storedBeside(ending, beginning);
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
