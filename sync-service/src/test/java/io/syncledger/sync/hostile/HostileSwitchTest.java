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

  private HostileTestService stage;
  private ParallelCases<HostileSwitch> ordeals;

  /** All at once, as much of an ordeal is waiting. */
  @BeforeAll
  void begin() {
    stage = new HostileTestService();
    ordeals = ParallelCases.start(HostileSwitches.all(), 8, this::judge);
  }

  @AfterAll
  void close() {
    ordeals.close();
    stage.close();
  }

  static Stream<Named<HostileSwitch>> switches() {
    return HostileSwitches.all().stream().map(one -> Named.of(one.description(), one));
  }

  @ParameterizedTest
  @MethodSource("switches")
  void a_success_is_true_and_a_failure_says_why_when(HostileSwitch one) throws Exception {
    assertThat(ordeals.findings(one)).isEmpty();
  }

  private List<String> judge(HostileSwitch one) {
    return courses(one).stream().flatMap(course -> judge(one, course).stream()).toList();
  }

  /** Alone, what a good client can survive must be survived, and nothing else can be. */
  private List<String> judge(HostileSwitch one, SyncKind course) {
    var result = HostileScenario.run(stage, new HostileMix(SEED, List.of(one)), course);
    boolean expected = result.survived() != (one.outcome() == ExpectedOutcome.FATAL);
    return expected || !result.findings().isEmpty()
        ? result.findings()
        : List.of(result.survived() ? "survived though nobody could" : "did not survive");
  }

  /** What is wrong with answers strikes most where most is asked; other records change later. */
  private static List<SyncKind> courses(HostileSwitch one) {
    return switch (one) {
      case TransportSwitch _, ErrorResponseSwitch _ -> List.of(SyncKind.FIRST_SYNC);
      case ListSwitch _ -> List.of(SyncKind.FIRST_SYNC, SyncKind.INCREMENTAL_SYNC);
      default -> List.of(SyncKind.INCREMENTAL_SYNC);
    };
  }
}
