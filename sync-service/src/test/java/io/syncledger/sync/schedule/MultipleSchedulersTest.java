package io.syncledger.sync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.ServiceInstance;
import io.syncledger.sync.TestDatabase;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.clinic.Clinic;
import io.syncledger.testkit.cliniko.fault.Fault;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several instances on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class MultipleSchedulersTest {
  private static final int AT_ONCE = 2;
  private static final int CLINICS = 50;

  /** The greatest number of runs that one worker had at the start of a run, including that run. */
  private static final String BUSIEST =
      """
      select coalesce(max(n), 0) from (
        select count(*) as n from sync_runs a join sync_runs b on a.worker_id = b.worker_id
          and b.started_at <= a.started_at and b.ended_at > a.started_at
        group by a.sync_id) busy
      """;

  private ClinikoSimulator cliniko;
  private TestDatabase database;

  @BeforeAll
  void start() {
    cliniko =
        ClinikoSimulator.builder()
            .clinic(Clinic.generated(20, 1))
            .apiKey(TestOrganizations.KEY)
            .rateLimit(RateLimit.none())
            .start();
  }

  @AfterAll
  void stop() {
    cliniko.close();
  }

  @BeforeEach
  void createDatabase() {
    database = TestDatabase.create();
  }

  @Test
  void many_that_are_overdue_are_all_synced_once_and_never_too_many_together() {
    overdue(clinics(CLINICS));

    try (var one = schedule();
        var other = schedule()) {
      assertThat(List.of(one.uri(), other.uri())).doesNotHaveDuplicates();
      SchedulerFixture.eventually()
          .untilAsserted(() -> assertThat(ended()).as("syncs").isEqualTo(CLINICS));
      SchedulerFixture.eventually()
          .untilAsserted(
              () ->
                  assertThat(
                          database.queryLong("select count(*) from scheduled_tasks where picked"))
                      .isZero());
    }

    assertThat(database.queryLong("select count(distinct organization_id) from sync_runs"))
        .isEqualTo(CLINICS);
    assertThat(database.queryLong("select count(*) from sync_runs")).isEqualTo(CLINICS);
    assertThat(database.queryLong("select count(distinct worker_id) from sync_runs")).isEqualTo(2);
    assertThat(database.queryLong(BUSIEST)).isBetween(1L, (long) AT_ONCE);
    assertThat(
            database.queryLong(
                "select count(*) from scheduled_tasks where execution_time > now()"
                    + " + interval '50 minutes'"))
        .isEqualTo(CLINICS);
    assertThat(database.queryLong("select count(distinct execution_time) from scheduled_tasks"))
        .isGreaterThan(CLINICS / 2);
  }

  @Test
  void a_scheduler_that_stops_leaves_no_task_picked() {
    var clinic = clinics(1).getFirst();
    var held = new CountDownLatch(1);
    cliniko
        .faults()
        .add(
            Fault.of(
                (_, rest) -> {
                  held.await();
                  return rest.proceed();
                }));
    try (var one = schedule()) {
      assertThat(one.uri()).isNotNull();
      SchedulerFixture.eventually()
          .until(
              () ->
                  database.queryLong("select count(*) from sync_runs") == 1
                      && SchedulerFixture.scheduledTasks(database, clinic).getFirst().picked());
    } finally {
      cliniko.faults().clear();
      held.countDown();
    }

    assertThat(SchedulerFixture.scheduledTasks(database, clinic))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.picked()).isFalse();
              assertThat(task.lastSuccess()).isNotNull();
            });
  }

  private List<StreamKey> clinics(int count) {
    try (var service = ServiceInstance.start(database.url(), cliniko.baseUrl(), Map.of())) {
      return Stream.generate(() -> TestOrganizations.withCredentials(service))
          .limit(count)
          .toList();
    }
  }

  /** Makes the tasks hours overdue, as if no scheduler had run. */
  private void overdue(List<StreamKey> clinics) {
    clinics.forEach(
        clinic ->
            database.execute(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked,"
                    + " version) values ('sync', ?, now() - interval '5 hours', false, 1)",
                clinic.toString()));
  }

  private ServiceInstance schedule() {
    URI source = cliniko.baseUrl();
    return ServiceInstance.start(
        database.url(),
        source,
        SchedulerFixture.enabled(
            Map.of(SchedulerSettings.PREFIX + ".max-concurrent-syncs", AT_ONCE)));
  }

  private long ended() {
    return database.queryLong("select count(*) from sync_runs where ended_at is not null");
  }
}
