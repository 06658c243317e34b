package io.syncledger.sync.schedule;

import static io.syncledger.sync.schedule.Scheduling.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.StreamKey;
import io.syncledger.sync.Clinics;
import io.syncledger.sync.credentials.Credentials;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Visits that do not go as they should. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class VisitTest {
  /** Longer than an hour with all jitter. */
  private static final Duration INTERVAL = Duration.ofMinutes(67);

  private ScheduledService service;
  private StreamKey clinic;

  @BeforeAll
  void start() {
    service = new ScheduledService();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void createClinic() {
    clinic = Clinics.unconnected(service.instance());
  }

  @AfterEach
  void disconnect() {
    service.disconnect(clinic);
  }

  @Test
  void refused_credentials_are_not_used_again_until_they_are_replaced() {
    Clinics.connect(service.instance(), clinic, "REVOKED-au4");
    patiently().until(() -> !valid());
    service.idle(clinic);
    long refusals = service.cliniko().traffic().authFailures();
    long tried = service.runs(clinic);

    service.clock().forward(INTERVAL);
    service.idle(clinic);
    assertThat(service.cliniko().traffic().authFailures()).isEqualTo(refusals);
    assertThat(service.runs(clinic)).isEqualTo(tried);

    service.connect(clinic);

    service.awaitRuns(clinic, tried + 1);
  }

  @Test
  void a_visit_that_the_database_refuses_is_made_soon_after() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);
    double failed = service.visits("failed");
    service.database().execute("alter table start_answers rename to start_answers_away");
    try {
      service.clock().forward(INTERVAL);
      patiently().until(() -> service.visits("failed") > failed);
      assertThat(service.runs(clinic)).isEqualTo(1);
    } finally {
      service.database().execute("alter table start_answers_away rename to start_answers");
    }

    service.clock().forward(Duration.ofMinutes(12));

    service.awaitRuns(clinic, 2);
  }

  @Test
  void what_a_scheduler_left_that_is_gone_is_done_once() {
    service.connect(clinic);
    service.awaitRuns(clinic, 1);
    var due = service.clock().instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

    service.leaveBehind(clinic, due);
    service.awaitRuns(clinic, 2);

    // Once more, as if it had died after the sync had begun.
    service.leaveBehind(clinic, due);
    service.idle(clinic);
    assertThat(service.runs(clinic)).isEqualTo(2);
  }

  private boolean valid() {
    return service.instance().get(Credentials.class).status(clinic).orElseThrow().valid();
  }
}
