package io.syncledger.sync.hostile;

import io.syncledger.sync.Clinics;
import io.syncledger.testkit.cliniko.hostile.ChangeSwitch;
import io.syncledger.testkit.cliniko.hostile.Dose;
import io.syncledger.testkit.cliniko.hostile.HostileMix;
import io.syncledger.testkit.cliniko.hostile.HostileSwitch;
import io.syncledger.testkit.cliniko.hostile.ListSwitch;
import io.syncledger.testkit.cliniko.hostile.Outcome;
import io.syncledger.testkit.cliniko.hostile.RefusalSwitch;
import io.syncledger.testkit.truth.LocalCopy.Allowance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A hostile mix, what a clinic's syncs make of it, and whether that is true. Findings are
 * sentences; none is good.
 */
final class Ordeal {
  /** Longer than the service waits for an answer. */
  private static final Duration DAWDLING = Duration.ofMillis(1_500);

  /** How often something is done between the calm sync and the hostile one. */
  private static final int WORK = 30;

  private static final int MANY_STRIKES = 10;

  private static final Set<HostileSwitch> LEADING_AWAY =
      Set.of(
          ListSwitch.NEXT_ON_FOREIGN_HOST,
          ListSwitch.NEXT_WITHOUT_TLS,
          RefusalSwitch.MOVED_TO_OTHER_SHARD);

  /** When the source turns hostile. */
  enum Course {
    FIRST_SYNC(false, true),
    INCREMENTAL_SYNC(true, false),
    FULL_SYNC(true, true);

    private final boolean calmBefore;
    private final boolean full;

    Course(boolean calmBefore, boolean full) {
      this.calmBefore = calmBefore;
      this.full = full;
    }
  }

  private final Subject subject;
  private final HostileMix mix;
  private final Course course;
  private final List<String> findings = new ArrayList<>();

  private Ordeal(Subject subject, HostileMix mix, Course course) {
    this.subject = subject;
    this.mix = mix;
    this.course = course;
  }

  /**
   * @param survived whether the sync against the hostile source was a success
   */
  record Result(boolean survived, List<String> findings) {}

  static Result of(Stage stage, HostileMix mix, Course course) {
    try (var subject = stage.subject(SmallClinic.of(mix.seed()), mix.seed())) {
      return new Ordeal(subject, mix, course).run();
    }
  }

  private Result run() {
    if (course.calmBefore) {
      mustSucceed("the calm sync before", subject.sync(true), Allowance.NONE);
      new Staff(subject.cliniko().clinic(), mix.seed()).work(WORK);
    }
    mix.arm(subject.cliniko(), dose());
    var spoiled = subject.spoiled();
    var story = subject.sync(course.full);
    judge(story, spoiled);
    subject.cliniko().faults().clear();
    recover(story);
    return new Result(
        Judgement.succeeded(story),
        findings.stream().map(f -> course + ", " + mix.describe() + ": " + f).toList());
  }

  /**
   * Enough that faults strike where there is something to be missed: an incremental sync begins
   * with lists that hardly ever change. Pauses for rate limits are long, and a storm has many.
   */
  private Dose dose() {
    var dose = Dose.quick(mix.seed()).withPause(DAWDLING);
    if (mix.switches().contains(RefusalSwitch.RATE_LIMIT_STORM)) {
      return dose.withStrikes(1);
    }
    boolean waits = mix.switches().stream().anyMatch(HostileSwitch::waits);
    return course == Course.INCREMENTAL_SYNC && !waits ? dose.withStrikes(MANY_STRIKES) : dose;
  }

  private void judge(Story story, Set<String> spoiled) {
    boolean moving = mix.switches().stream().anyMatch(Ordeal::moves);
    findings.addAll(
        moving ? Judgement.ofMoving(subject, story) : Judgement.of(subject, story, lingering()));
    rejectedOnlyUnreadable(story, spoiled);
    if (mix.switches().stream().anyMatch(LEADING_AWAY::contains)
        && subject.cliniko().foreignHost().visits() > 0) {
      findings.add("another host was visited");
    }
  }

  /** Only a full sync can tell what vanished. */
  private boolean lingering() {
    return !course.full;
  }

  /**
   * The survivors go on and the others recover. What moved during a sync is there after the next
   * incremental one; what vanished is seen by a full one only.
   */
  private void recover(Story story) {
    if (mix.outcome() == Outcome.FATAL) {
      Clinics.connect(subject.service(), subject.clinic(), subject.key());
    }
    boolean survived = Judgement.succeeded(story);
    if (survived || moving()) {
      var next = subject.sync(false);
      var rejected = Judgement.rejected(subject, story, next);
      mustSucceed("the next sync", next, new Allowance(rejected, moving() || lingering()));
    }
    if (!survived || moving()) {
      var full = subject.sync(true);
      mustSucceed("a full sync", full, Allowance.rejected(Judgement.rejected(subject, full)));
    }
  }

  private void mustSucceed(String which, Story story, Allowance allowance) {
    if (Judgement.succeeded(story)) {
      subject.differences(allowance).forEach(d -> findings.add("after " + which + ": " + d));
    } else {
      findings.add(which + " did not succeed: " + story.last().ending());
    }
  }

  private void rejectedOnlyUnreadable(Story story, Set<String> spoiled) {
    Judgement.rejected(subject, story).stream()
        .filter(name -> !spoiled.contains(name))
        .forEach(name -> findings.add("rejected though nothing was wrong with it: " + name));
  }

  /** Whether records change while the sync goes on. */
  private boolean moving() {
    return mix.switches().stream().anyMatch(Ordeal::moves);
  }

  private static boolean moves(HostileSwitch one) {
    return one == ChangeSwitch.LATE_COMMITS || one.name().endsWith("_BETWEEN_PAGES");
  }
}
