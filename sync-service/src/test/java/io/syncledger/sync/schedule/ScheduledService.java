package io.syncledger.sync.schedule;

import static io.syncledger.sync.schedule.Scheduling.awaitIdle;
import static io.syncledger.sync.schedule.Scheduling.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncledger.events.StreamKey;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.Database;
import io.syncledger.sync.Instance;
import io.syncledger.sync.MovingClock;
import io.syncledger.sync.credentials.Credentials;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** A service whose scheduler is on, with a clock to put forward and a small Cliniko. */
final class ScheduledService implements AutoCloseable {
  private final Database database = Database.create();
  private final ClinikoSimulator cliniko =
      ClinikoSimulator.builder()
          .clinic(Clinic.generated(20, 1))
          .apiKey(Clinics.KEY)
          .rateLimit(RateLimit.none())
          .start();
  private final Instance instance =
      Instance.start(database.url(), cliniko.baseUrl(), Scheduling.on(MovingClock.SETTING));
  private final MovingClock clock = instance.get(MovingClock.class);

  Instance instance() {
    return instance;
  }

  Database database() {
    return database;
  }

  ClinikoSimulator cliniko() {
    return cliniko;
  }

  MovingClock clock() {
    return clock;
  }

  void connect(StreamKey clinic) {
    Clinics.connect(instance, clinic, Clinics.KEY);
  }

  void disconnect(StreamKey clinic) {
    instance.get(Credentials.class).remove(clinic);
  }

  List<Scheduling.Visiting> visiting(StreamKey clinic) {
    return Scheduling.visiting(database, clinic);
  }

  long runs(StreamKey clinic) {
    return database.number(
        "select count(*) from sync_runs where organization_id = ?",
        clinic.organizationId().value());
  }

  /** Waits until no visit is under way or due; returns when the next one is. */
  Instant idle(StreamKey clinic) {
    return awaitIdle(database, clinic, clock);
  }

  /** Waits until that many syncs have ended and no visit is due; returns when the next one is. */
  Instant awaitRuns(StreamKey clinic, long count) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(
                        database.number(
                            "select count(*) from sync_runs"
                                + " where organization_id = ? and ended_at is not null",
                            clinic.organizationId().value()))
                    .isEqualTo(count));
    return idle(clinic);
  }

  /** As if somebody had begun a visit and had not been heard of for long. */
  void leaveBehind(StreamKey clinic, Instant due) {
    database.execute(
        "update scheduled_tasks set execution_time = ?, picked = true, picked_by = 'gone',"
            + " last_heartbeat = now() - interval '1 day', version = version + 1"
            + " where task_instance = ?",
        OffsetDateTime.ofInstant(due, ZoneOffset.UTC),
        clinic.toString());
  }

  /** How many visits came to this. */
  double visits(String result) {
    return instance
        .get(MeterRegistry.class)
        .counter("syncledger.scheduler.visits", "result", result)
        .count();
  }

  @Override
  public void close() {
    instance.close();
    cliniko.close();
  }
}
