package io.syncledger.streams.benchmark;

import io.syncledger.events.ErrorType;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.Rejection;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of a thousand clinics: in each round, all of them sync 23 pages at the same time, with
 * a second between two events of a run.
 */
final class ClinicFleet {
  static final int ORGANIZATIONS = 1_000;
  static final Duration ROUND = Duration.ofMinutes(1);

  private static final int PAGES = 23;
  private static final int PATIENTS = PAGES * RunLog.PER_PAGE;

  private ClinicFleet() {}

  /** The events of a round in the order of the log: the first of each run, then the second. */
  static List<SyncEvent> round(int number) {
    var runs =
        IntStream.range(0, ORGANIZATIONS)
            .mapToObj(organization -> run(organization, number).events())
            .toList();
    int longest = runs.stream().mapToInt(List::size).max().orElse(0);
    var events = new ArrayList<SyncEvent>();
    for (int i = 0; i < longest; i++) {
      for (var run : runs) {
        if (i < run.size()) {
          events.add(run.get(i));
        }
      }
    }
    return events;
  }

  /** One run of fifty events; one in twenty fails at its end. */
  static RunLog run(int organization, int round) {
    var begin = RunLog.NOON.plus(ROUND.multipliedBy(round)).plusMillis(organization);
    var log =
        RunLog.of("org_" + organization, "cliniko", id(organization, round), begin)
            .started()
            .planned(new PlannedResource("patients", (long) PATIENTS))
            .pageWithRejections(
                RunLog.PER_PAGE,
                PATIENTS,
                List.of(new Rejection("82", "schema_mismatch", "created_at is no instant")));
    for (int page = 1; page < PAGES; page++) {
      log.page(RunLog.PER_PAGE, PATIENTS);
    }
    return (organization + round) % 20 == 0
        ? log.failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
        : log.completed();
  }

  static String id(int organization, int round) {
    return "sync_%04d_%06d".formatted(organization, round);
  }
}
