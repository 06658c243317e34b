package io.syncledger.sync.schedule;

import static io.syncledger.sync.schedule.SchedulerFixture.awaitIdle;
import static io.syncledger.sync.schedule.SchedulerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.syncledger.events.StreamKey;
import io.syncledger.sync.AdjustableClock;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.credentials.CredentialStore;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** A service with the scheduler enabled, an adjustable clock and a small Cliniko. */
final class ServiceWithScheduler implements AutoCloseable {
  private final TestDatabase database = TestDatabase.create();
  private final ClinikoSimulator cliniko =
      ClinikoSimulator.builder()
          .clinic(Clinic.generated(20, 1))
          .apiKey(TestOrganizations.KEY)
          .rateLimit(RateLimit.none())
          .start();
  private final ServiceInstance instance =
      ServiceInstance.start(
          database.url(), cliniko.baseUrl(), SchedulerFixture.enabled(AdjustableClock.SETTING));
  private final AdjustableClock clock = instance.bean(AdjustableClock.class);

  ServiceInstance instance() {
    return instance;
  }

  TestDatabase database() {
    return database;
  }

  ClinikoSimulator cliniko() {
    return cliniko;
  }

  AdjustableClock clock() {
    return clock;
  }

  void connect(StreamKey clinic) {
    TestOrganizations.setCredentials(instance, clinic, TestOrganizations.KEY);
  }

  void disconnect(StreamKey clinic) {
    instance.bean(CredentialStore.class).remove(clinic);
  }

  List<SchedulerFixture.ScheduledTask> scheduledTasks(StreamKey clinic) {
    return SchedulerFixture.scheduledTasks(database, clinic);
  }

  long runs(StreamKey clinic) {
    return database.queryLong(
        "select count(*) from sync_runs where organization_id = ?",
        clinic.organizationId().value());
  }

  /** Waits until no sync is running or due; returns when the next one is due. */
  Instant awaitNextRun(StreamKey clinic) {
    return awaitIdle(database, clinic, clock);
  }

  /** Waits until that many syncs have ended and none is due; returns when the next one is due. */
  Instant awaitRuns(StreamKey clinic, long count) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(
                        database.queryLong(
                            "select count(*) from sync_runs"
                                + " where organization_id = ? and ended_at is not null",
                            clinic.organizationId().value()))
                    .isEqualTo(count));
    return awaitNextRun(clinic);
  }

  /** Makes the task look as if an instance had died while it executed it. */
  void abandonTask(StreamKey clinic, Instant due) {
    database.execute(
        "update scheduled_tasks set execution_time = ?, picked = true, picked_by = 'gone',"
            + " last_heartbeat = now() - interval '1 day', version = version + 1"
            + " where task_instance = ?",
        OffsetDateTime.ofInstant(due, ZoneOffset.UTC),
        clinic.toString());
  }

  /** The number of executions with this result. */
  double countedResults(String result) {
    return instance
        .bean(MeterRegistry.class)
        .counter("syncledger.scheduler.visits", "result", result)
        .count();
  }

  @Override
  public void close() {
    instance.close();
    cliniko.close();
  }
}
