package io.syncledger.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A very large clinic: the last patients are stored as fast as the first ones, without using more
 * memory.
 *
 * <p>A virtual machine shares caches and memory with others, so its speed varies by a quarter
 * within a minute. Therefore the first and the last tenth of a sync are each compared with the same
 * work at the same time: another service, which alternates with it, starts a sync into an empty
 * table.
 */
@Tag("benchmark")
class MillionBenchmarkTest {
  private static final int PATIENTS = Integer.getInteger("syncledger.patients", 1_000_000);

  /** A fiftieth of the patients is archived. */
  private static final int RECORDS = PATIENTS + (PATIENTS - 1) / 50;

  private static final int SYNCS = Integer.getInteger("syncledger.syncs", 5);

  private static final Duration TIMEOUT = Duration.ofMinutes(20);
  private static final int LEEWAY_MIB = 24;

  /** The target: within 10 % in either direction. */
  private static final double FLAT = 0.9;

  /** The same as in docker-compose.yml. */
  private static final Map<String, String> DATABASE =
      Map.of("shared_buffers", "1GB", "max_wal_size", "4GB", "checkpoint_timeout", "15min");

  @TempDir Path directory;

  /**
   * @param lastToFirst the last tenth's throughput relative to a starting sync, divided by that of
   *     the first tenth
   * @param heap live heap in MiB at several moments between the first and the last tenth
   */
  private record Sync(ThroughputDeciles deciles, double lastToFirst, List<Long> heap) {
    /** The growth of the live heap from the first half to the second. */
    double heapGrowth() {
      int middle = heap.size() / 2;
      return mean(heap.subList(middle, heap.size()), Long::doubleValue)
          - mean(heap.subList(0, middle), Long::doubleValue);
    }
  }

  @Test
  void a_million_patients_are_synced_in_constant_memory_and_as_fast_at_the_end_as_at_the_beginning()
      throws Exception {
    try (var cliniko =
            ClinikoSimulator.builder()
                .clinic(Clinic.generated(PATIENTS, 5))
                .apiKey(BenchmarkSyncService.KEY)
                .rateLimit(RateLimit.none())
                .start();
        var postgres = TestPostgres.start(DATABASE);
        var service = start("measured", cliniko, postgres);
        var starting = start("starting", cliniko, postgres)) {
      warmUp(service, starting);
      var syncs = new ArrayList<Sync>();
      for (int i = 1; i <= SYNCS; i++) {
        syncs.add(measure(service, starting, "org_" + i));
      }

      var deciles = ThroughputDeciles.average(syncs.stream().map(Sync::deciles).toList());
      var lastToFirst = mean(syncs, Sync::lastToFirst);
      var heapGrowth = mean(syncs, Sync::heapGrowth);
      System.out.printf(
          "%d syncs: last tenth to first, each beside a beginning %.2f; patients/s by tenths %s;"
              + " live heap in the second half %+.0f MiB%n",
          SYNCS, lastToFirst, deciles, heapGrowth);
      assertThat(lastToFirst).isBetween(FLAT, 2 - FLAT);
      assertThat(deciles.secondHalfToFirst()).isBetween(FLAT, 2 - FLAT);
      assertThat(heapGrowth).isLessThanOrEqualTo(LEEWAY_MIB);
    }
  }

  private BenchmarkSyncService start(String name, ClinikoSimulator cliniko, TestPostgres postgres)
      throws IOException, SQLException {
    var logs = Files.createDirectory(directory.resolve(name));
    return BenchmarkSyncService.start(logs, cliniko, 0, postgres);
  }

  private static void warmUp(BenchmarkSyncService... services) throws SQLException {
    for (var service : services) {
      var syncId = service.startFor("org_warm_up");
      Awaitility.await().atMost(TIMEOUT).until(() -> service.database().hasEnded(syncId));
    }
  }

  private static Sync measure(
      BenchmarkSyncService service, BenchmarkSyncService starting, String organization)
      throws SQLException {
    var database = service.database();
    database.truncatePatients();
    starting.database().truncatePatients();
    database.vacuumAndCheckpoint();
    var syncId = service.startFor(organization);
    var first =
        alternateWith(
            service, starting, organization + "_first", () -> stored(service, syncId, 0.1));
    starting.database().truncatePatients();
    var heap = heapUntil(service, () -> stored(service, syncId, 0.9));
    var last =
        alternateWith(service, starting, organization + "_last", () -> database.hasEnded(syncId));

    assertThat(service.process().alive()).as("within its heap").isTrue();
    assertThat(database.hasCompleted(syncId)).as("completed").isTrue();
    assertThat(database.patients(organization)).isEqualTo(RECORDS);
    var pages = database.pages(syncId);
    double firstTenth = pages.ratioTo(first);
    double lastTenth = pages.ratioTo(last);
    var sync = new Sync(pages.deciles(), lastTenth / firstTenth, heap);
    System.out.printf(
        "%d patients in %.0f s; beside a beginning: first tenth %.2f, last %.2f, last to first"
            + " %.2f; patients/s by tenths %s; live heap in MiB %s%n",
        PATIENTS,
        database.seconds(syncId),
        firstTenth,
        lastTenth,
        sync.lastToFirst,
        sync.deciles,
        heap);
    return sync;
  }

  private static boolean stored(BenchmarkSyncService service, String syncId, double share)
      throws SQLException {
    return service.database().storedRecords(syncId) >= share * RECORDS;
  }

  /** Starts another sync and alternates between the two until the condition holds. */
  private static StoredPageTimeline alternateWith(
      BenchmarkSyncService service,
      BenchmarkSyncService starting,
      String organization,
      Callable<Boolean> enough)
      throws SQLException {
    var syncId = starting.startFor(organization);
    try (var _ = AlternatingProcesses.between(service.process().pid(), starting.process().pid())) {
      Awaitility.await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(500)).until(enough);
    }
    starting.cancel(organization, syncId, TIMEOUT);
    return starting.database().pages(syncId);
  }

  /** Measured every five seconds, so that measuring costs little. */
  private static List<Long> heapUntil(BenchmarkSyncService service, Callable<Boolean> enough) {
    var heap = new LiveHeapProbe(service.process().pid());
    var seen = new ArrayList<Long>();
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofSeconds(5))
        .until(
            () -> {
              seen.add(heap.mebibytes());
              return enough.call();
            });
    return seen;
  }

  private static <T> double mean(List<T> all, ToDoubleFunction<T> of) {
    return all.stream().mapToDouble(of).average().orElseThrow();
  }
}
