package io.syncledger.sync.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.testkit.verification.LocalCopy.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clinics whose records change while they are synced. */
class ChangingClinicTest {
  private static final int SEEDS = Integer.getInteger("syncledger.seeds", 20);
  private static final int FIRST = Integer.getInteger("syncledger.seed", 1);

  private final AtomicInteger changes = new AtomicInteger();

  @Test
  void after_one_incremental_sync_the_copy_equals_the_clinic_except_for_vanished_records()
      throws Exception {
    verifyAll(SEEDS);
  }

  /** The whole suite; too long for every build. */
  @Test
  @Tag("benchmark")
  void after_one_incremental_sync_the_copies_of_50_clinics_equal_them() throws Exception {
    verifyAll(50);
  }

  private void verifyAll(int count) throws Exception {
    var seeds = LongStream.range(FIRST, FIRST + count).boxed().toList();
    try (var service = new HostileTestService();
        var cases = ParallelCases.start(seeds, 8, seed -> verify(service, seed))) {
      assertThat(cases.findings()).isEmpty();
    }
    System.out.printf("%d seeds, %d changes during full syncs%n", count, changes.get());
    assertThat(changes.get()).isGreaterThan(count * 10);
  }

  private List<String> verify(HostileTestService service, long seed) {
    try (var tested = service.newClinic(seed)) {
      var staff = new ClinicStaff(tested.cliniko().clinic(), seed);
      tested.cliniko().faults().add(staff.changingBetweenRequests());
      var full = tested.sync(true);
      var findings = new ArrayList<>(SyncVerifier.verifyWhileChanging(tested, full));
      tested.cliniko().faults().clear();
      changes.addAndGet(staff.changes());

      findings.addAll(succeeded("The incremental sync", tested.sync(false)));
      findings.addAll(tested.differences(Tolerance.ghosts()));
      findings.addAll(succeeded("The full sync", tested.sync(true)));
      findings.addAll(tested.differences(Tolerance.NONE));
      return findings;
    }
  }

  private static List<String> succeeded(String which, SyncHistory history) {
    return SyncVerifier.succeeded(history)
        ? List.of()
        : List.of(which + " did not succeed: " + history.lastRun().ending());
  }
}
