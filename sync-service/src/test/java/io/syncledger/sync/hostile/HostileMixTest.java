package io.syncledger.sync.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.sync.hostile.HostileScenario.SyncKind;
import io.syncledger.testkit.cliniko.hostile.HostileMix;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two to five things wrong with a Cliniko at once. */
class HostileMixTest {
  private static final int SEEDS = Integer.getInteger("syncledger.seeds", 40);
  private static final int FIRST = Integer.getInteger("syncledger.seed", 1);
  private static final int AT_ONCE = 16;
  private static final List<SyncKind> KINDS = List.of(SyncKind.values());

  private final AtomicInteger survived = new AtomicInteger();

  @Test
  void of_many_mixes_every_success_is_true_and_every_failure_gives_its_reason() throws Exception {
    verifyAll(SEEDS);
  }

  /** The whole suite; too long for every build. */
  @Test
  @Tag("benchmark")
  void of_200_mixes_every_success_is_true_and_every_failure_gives_its_reason() throws Exception {
    verifyAll(200);
  }

  private void verifyAll(int count) throws Exception {
    var seeds = LongStream.range(FIRST, FIRST + count).boxed().toList();
    try (var service = new HostileTestService();
        var cases = ParallelCases.start(seeds, AT_ONCE, seed -> verify(service, seed))) {
      assertThat(cases.findings()).isEmpty();
    }
    System.out.printf("%d hostile mixes, %d of them survived%n", count, survived.get());
  }

  /** Spreads the seeds over first, incremental and later full syncs. */
  private List<String> verify(HostileTestService service, long seed) {
    var kind = KINDS.get((int) (seed % KINDS.size()));
    var result = HostileScenario.run(service, HostileMix.of(seed, _ -> true), kind);
    if (result.survived()) {
      survived.incrementAndGet();
    }
    return result.findings();
  }
}
