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
 * A hostile mix, what a clinic's syncs make of it, and whether that is true. Findings are
 * sentences; none is good.
 */
final class HostileScenario {
  /** Longer than the service waits for an answer. */
  private static final Duration SLOW_RESPONSE = Duration.ofMillis(1_500);

  /** How often something is done between the calm sync and the hostile one. */
  private static final int CHANGES_BETWEEN_SYNCS = 30;

  private static final int MANY_STRIKES = 10;

  private static final Set<HostileSwitch> REDIRECTING =
      Set.of(
          ListSwitch.NEXT_ON_FOREIGN_HOST,
          ListSwitch.NEXT_WITHOUT_TLS,
          ErrorResponseSwitch.MOVED_TO_OTHER_SHARD);

  /** When the source turns hostile. */
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

  private final TestedClinic subject;
  private final HostileMix mix;
  private final SyncKind course;
  private final List<String> findings = new ArrayList<>();

  private HostileScenario(TestedClinic subject, HostileMix mix, SyncKind course) {
    this.subject = subject;
    this.mix = mix;
    this.course = course;
  }

  /**
   * @param survived whether the sync against the hostile source was a success
   */
  record Result(boolean survived, List<String> findings) {}

  static Result run(HostileTestService stage, HostileMix mix, SyncKind course) {
    try (var subject = stage.newClinic(SmallClinics.of(mix.seed()), mix.seed())) {
      return new HostileScenario(subject, mix, course).run();
    }
  }

  private Result run() {
    if (course.calmBefore) {
      mustSucceed("the calm sync before", subject.sync(true), Tolerance.NONE);
      new ClinicStaff(subject.cliniko().clinic(), mix.seed()).work(CHANGES_BETWEEN_SYNCS);
    }
    mix.activate(subject.cliniko(), dose());
    var spoiled = subject.malformedRecords();
    var story = subject.sync(course.full);
    verify(story, spoiled);
    subject.cliniko().faults().clear();
    recover(story);
    return new Result(
        SyncVerifier.succeeded(story),
        findings.stream().map(f -> course + ", " + mix.describe() + ": " + f).toList());
  }

  /**
   * Enough that faults strike where there is something to be missed: an incremental sync begins
   * with lists that hardly ever change. Pauses for rate limits are long, and a storm has many.
   */
  private Intensity dose() {
    var dose = Intensity.quick(mix.seed()).withDelay(SLOW_RESPONSE);
    if (mix.switches().contains(ErrorResponseSwitch.RATE_LIMIT_STORM)) {
      return dose.withMaxStrikes(1);
    }
    boolean waits = mix.switches().stream().anyMatch(HostileSwitch::delaysClient);
    return course == SyncKind.INCREMENTAL_SYNC && !waits ? dose.withMaxStrikes(MANY_STRIKES) : dose;
  }

  private void verify(SyncHistory story, Set<String> spoiled) {
    boolean moving = mix.switches().stream().anyMatch(HostileScenario::changesRecords);
    findings.addAll(
        moving
            ? SyncVerifier.verifyWhileChanging(subject, story)
            : SyncVerifier.verify(subject, story, deletionsMayLinger()));
    rejectedOnlyUnreadable(story, spoiled);
    if (mix.switches().stream().anyMatch(REDIRECTING::contains)
        && subject.cliniko().foreignHost().requests() > 0) {
      findings.add("another host was visited");
    }
  }

  /** Only a full sync can tell what vanished. */
  private boolean deletionsMayLinger() {
    return !course.full;
  }

  /**
   * The survivors go on and the others recover. What moved during a sync is there after the next
   * incremental one; what vanished is seen by a full one only.
   */
  private void recover(SyncHistory story) {
    if (mix.outcome() == ExpectedOutcome.FATAL) {
      TestOrganizations.setCredentials(subject.service(), subject.clinic(), subject.key());
    }
    boolean survived = SyncVerifier.succeeded(story);
    if (survived || recordsChangeDuringSync()) {
      var next = subject.sync(false);
      var rejected = SyncVerifier.rejectedRecords(subject, story, next);
      mustSucceed(
          "the next sync",
          next,
          new Tolerance(rejected, recordsChangeDuringSync() || deletionsMayLinger()));
    }
    if (!survived || recordsChangeDuringSync()) {
      var full = subject.sync(true);
      mustSucceed(
          "a full sync", full, Tolerance.rejected(SyncVerifier.rejectedRecords(subject, full)));
    }
  }

  private void mustSucceed(String which, SyncHistory story, Tolerance allowance) {
    if (SyncVerifier.succeeded(story)) {
      subject.differences(allowance).forEach(d -> findings.add("after " + which + ": " + d));
    } else {
      findings.add(which + " did not succeed: " + story.lastRun().ending());
    }
  }

  private void rejectedOnlyUnreadable(SyncHistory story, Set<String> spoiled) {
    SyncVerifier.rejectedRecords(subject, story).stream()
        .filter(name -> !spoiled.contains(name))
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
