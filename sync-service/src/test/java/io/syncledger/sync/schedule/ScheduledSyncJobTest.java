package io.syncledger.sync.schedule;

import static io.syncledger.sync.schedule.SchedulerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.TestOrganizations;
import io.syncledger.sync.credentials.CredentialStore;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Scheduled syncs that cannot start, and those left by a scheduler that died. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ScheduledSyncJobTest {
  /** Longer than an hour plus the jitter. */
  private static final Duration INTERVAL = Duration.ofMinutes(67);

  private ServiceWithScheduler service;
  private StreamKey clinic;

  @BeforeAll
  void start() {
    service = new ServiceWithScheduler();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void createClinic() {
    clinic = TestOrganizations.withoutCredentials(service.instance());
  }

  @AfterEach
  void disconnect() {
    service.disconnect(clinic);
  }

  @Test
  void refused_credentials_are_not_used_again_until_they_are_replaced() {
    TestOrganizations.setCredentials(service.instance(), clinic, "REVOKED-au4");
    eventually().until(() -> !valid());
    service.awaitNextRun(clinic);
    long refusals = service.cliniko().traffic().authFailures();
    long tried = service.runs(clinic);

    service.clock().advance(INTERVAL);
    service.awaitNextRun(clinic);
    assertThat(service.cliniko().traffic().authFailures()).isEqualTo(refusals);
    assertThat(service.runs(clinic)).isEqualTo(tried);

    service.connect(clinic);

    service.awaitRuns(clinic, tried + 1);
  }

  @Test
  void a_sync_that_the_database_prevents_is_started_soon_after() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);
    double failed = service.countedResults("failed");
    service.database().execute("alter table idempotency_keys rename to idempotency_keys_away");
    try {
      service.clock().advance(INTERVAL);
      eventually().until(() -> service.countedResults("failed") > failed);
      assertThat(service.runs(clinic)).isEqualTo(1);
    } finally {
      service.database().execute("alter table idempotency_keys_away rename to idempotency_keys");
    }

    service.clock().advance(Duration.ofMinutes(12));

    service.awaitRuns(clinic, 2);
  }

  @Test
  void a_sync_left_by_a_scheduler_that_died_is_made_once() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);
    var due = service.clock().instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    service.abandonTask(clinic, due);
    service.awaitRuns(clinic, 2);

    // Once more, as if the scheduler had died after the sync had started.
    service.abandonTask(clinic, due);
    service.awaitNextRun(clinic);
    assertThat(service.runs(clinic)).isEqualTo(2);
  }

  private boolean valid() {
    return service.instance().bean(CredentialStore.class).status(clinic).orElseThrow().valid();
  }
}
