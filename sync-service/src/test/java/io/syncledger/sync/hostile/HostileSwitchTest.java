package io.syncledger.sync.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.sync.hostile.HostileScenario.SyncKind;
import io.syncledger.testkit.cliniko.hostile.ErrorResponseSwitch;
import io.syncledger.testkit.cliniko.hostile.ExpectedOutcome;
import io.syncledger.testkit.cliniko.hostile.HostileMix;
import io.syncledger.testkit.cliniko.hostile.HostileSwitch;
import io.syncledger.testkit.cliniko.hostile.HostileSwitches;
import io.syncledger.testkit.cliniko.hostile.ListSwitch;
import io.syncledger.testkit.cliniko.hostile.TransportSwitch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be wrong with a Cliniko, each alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class HostileSwitchTest {
  private static final long SEED = 20261122;

  private HostileTestService service;
  private ParallelCases<HostileSwitch> cases;

  /** All at once, as most of a case is waiting. */
  @BeforeAll
  void begin() {
    service = new HostileTestService();
    cases = ParallelCases.start(HostileSwitches.all(), 8, this::verify);
  }

  @AfterAll
  void close() {
    cases.close();
    service.close();
  }

  static Stream<Named<HostileSwitch>> switches() {
    return HostileSwitches.all().stream().map(one -> Named.of(one.description(), one));
  }

  @ParameterizedTest
  @MethodSource("switches")
  void a_success_is_true_and_a_failure_gives_its_reason_when(HostileSwitch one) throws Exception {
    assertThat(cases.findings(one)).isEmpty();
  }

  private List<String> verify(HostileSwitch one) {
    return kinds(one).stream().flatMap(kind -> verify(one, kind).stream()).toList();
  }

  /** A single switch must be survived exactly if a good client can survive it. */
  private List<String> verify(HostileSwitch one, SyncKind kind) {
    var result = HostileScenario.run(service, new HostileMix(SEED, List.of(one)), kind);
    boolean expected = result.survived() != (one.outcome() == ExpectedOutcome.FATAL);
    return expected || !result.findings().isEmpty()
        ? result.findings()
        : List.of(result.survived() ? "survived though nobody could" : "did not survive");
  }

  /** Faulty responses strike most where most is requested; records change later. */
  private static List<SyncKind> kinds(HostileSwitch one) {
    return switch (one) {
      case TransportSwitch _, ErrorResponseSwitch _ -> List.of(SyncKind.FIRST_SYNC);
      case ListSwitch _ -> List.of(SyncKind.FIRST_SYNC, SyncKind.INCREMENTAL_SYNC);
      default -> List.of(SyncKind.INCREMENTAL_SYNC);
    };
  }
}
