package io.syncledger.sync.hostile;

import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.hostile.ChangeSwitch;
import io.syncledger.testkit.cliniko.hostile.ErrorResponseSwitch;
import io.syncledger.testkit.cliniko.hostile.ExpectedOutcome;
import io.syncledger.testkit.cliniko.hostile.HostileMix;
import io.syncledger.testkit.cliniko.hostile.HostileSwitch;
import io.syncledger.testkit.cliniko.hostile.Intensity;
import io.syncledger.testkit.cliniko.hostile.ListSwitch;
import io.syncledger.testkit.verification.LocalCopy.Tolerance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Syncs a clinic against a hostile source and verifies the outcome. Findings are sentences; there
 * should be none.
 */
final class HostileScenario {
  /** Longer than the service waits for a response. */
  private static final Duration SLOW_RESPONSE = Duration.ofMillis(1_500);

  /** The number of changes between the calm sync and the hostile one. */
  private static final int CHANGES_BETWEEN_SYNCS = 30;

  private static final int MANY_STRIKES = 10;

  private static final Set<HostileSwitch> REDIRECTING =
      Set.of(
          ListSwitch.NEXT_ON_FOREIGN_HOST,
          ListSwitch.NEXT_WITHOUT_TLS,
          ErrorResponseSwitch.MOVED_TO_OTHER_SHARD);

  /** The kind of the sync during which the source is hostile. */
  enum SyncKind {
    FIRST_SYNC(false, true),
    INCREMENTAL_SYNC(true, false),
    FULL_SYNC(true, true);

    private final boolean calmBefore;
    private final boolean full;

    SyncKind(boolean calmBefore, boolean full) {
      this.calmBefore = calmBefore;
      this.full = full;
    }
  }

  private final TestedClinic tested;
  private final HostileMix mix;
  private final SyncKind kind;
  private final List<String> findings = new ArrayList<>();

  private HostileScenario(TestedClinic tested, HostileMix mix, SyncKind kind) {
    this.tested = tested;
    this.mix = mix;
    this.kind = kind;
  }

  /**
   * @param survived whether the sync against the hostile source was a success
   */
  record Result(boolean survived, List<String> findings) {}

  static Result run(HostileTestService service, HostileMix mix, SyncKind kind) {
    try (var tested = service.newClinic(mix.seed())) {
      return new HostileScenario(tested, mix, kind).run();
    }
  }

  private Result run() {
    if (kind.calmBefore) {
      mustSucceed("the calm sync before", tested.sync(true), Tolerance.NONE);
      new ClinicStaff(tested.cliniko().clinic(), mix.seed()).work(CHANGES_BETWEEN_SYNCS);
    }
    mix.activate(tested.cliniko(), intensity());
    var malformed = tested.malformedRecords();
    var history = tested.sync(kind.full);
    verify(history, malformed);
    tested.cliniko().faults().clear();
    recover(history);
    return new Result(
        SyncVerifier.succeeded(history),
        findings.stream().map(f -> kind + ", " + mix.describe() + ": " + f).toList());
  }

  /**
   * Enough that faults strike where records could be missed: an incremental sync begins with lists
   * that hardly ever change. Pauses for rate limits are long, and a storm has many.
   */
  private Intensity intensity() {
    var intensity = Intensity.quick(mix.seed()).withDelay(SLOW_RESPONSE);
    if (mix.switches().contains(ErrorResponseSwitch.RATE_LIMIT_STORM)) {
      return intensity.withMaxStrikes(1);
    }
    boolean waits = mix.switches().stream().anyMatch(HostileSwitch::delaysClient);
    return kind == SyncKind.INCREMENTAL_SYNC && !waits
        ? intensity.withMaxStrikes(MANY_STRIKES)
        : intensity;
  }

  private void verify(SyncHistory history, Set<String> malformed) {
    boolean moving = mix.switches().stream().anyMatch(HostileScenario::changesRecords);
    findings.addAll(
        moving
            ? SyncVerifier.verifyWhileChanging(tested, history)
            : SyncVerifier.verify(tested, history, deletionsMayLinger()));
    rejectedOnlyUnreadable(history, malformed);
    if (mix.switches().stream().anyMatch(REDIRECTING::contains)
        && tested.cliniko().foreignHost().requests() > 0) {
      findings.add("another host was visited");
    }
  }

  /** Only a full sync finds vanished records. */
  private boolean deletionsMayLinger() {
    return !kind.full;
  }

  /**
   * Syncs once more, calmly. What changed during a sync is copied by the next incremental one; only
   * a full one finds vanished records.
   */
  private void recover(SyncHistory history) {
    if (mix.outcome() == ExpectedOutcome.FATAL) {
      TestOrganizations.setCredentials(tested.service(), tested.clinic(), tested.key());
    }
    boolean survived = SyncVerifier.succeeded(history);
    if (survived || recordsChangeDuringSync()) {
      var next = tested.sync(false);
      var rejected = SyncVerifier.rejectedRecords(tested, history, next);
      mustSucceed(
          "the next sync",
          next,
          new Tolerance(rejected, recordsChangeDuringSync() || deletionsMayLinger()));
    }
    if (!survived || recordsChangeDuringSync()) {
      var full = tested.sync(true);
      mustSucceed(
          "a full sync", full, Tolerance.rejected(SyncVerifier.rejectedRecords(tested, full)));
    }
  }

  private void mustSucceed(String which, SyncHistory history, Tolerance tolerance) {
    if (SyncVerifier.succeeded(history)) {
      tested.differences(tolerance).forEach(d -> findings.add("after " + which + ": " + d));
    } else {
      findings.add(which + " did not succeed: " + history.lastRun().ending());
    }
  }

  private void rejectedOnlyUnreadable(SyncHistory history, Set<String> malformed) {
    SyncVerifier.rejectedRecords(tested, history).stream()
        .filter(name -> !malformed.contains(name))
        .forEach(name -> findings.add("rejected though nothing was wrong with it: " + name));
  }

  /** Whether records change while the sync goes on. */
  private boolean recordsChangeDuringSync() {
    return mix.switches().stream().anyMatch(HostileScenario::changesRecords);
  }

  private static boolean changesRecords(HostileSwitch one) {
    return one == ChangeSwitch.LATE_COMMITS || one.name().endsWith("_BETWEEN_PAGES");
  }
}
