package io.syncledger.query;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.DelayReason;
import io.syncledger.events.ErrorType;
import io.syncledger.events.PlannedResource;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Shows a sync that failed, and its second attempt, which waits for the source. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryAttemptsTest {
  private static final String ORG = "org_waiting";

  private final ReadSide readSide = ReadSide.start();
  private final FoldedLogWriter log = new FoldedLogWriter();
  private final String viewer = readSide.viewer(ORG);

  @BeforeAll
  void project() {
    log.append(
        RunLog.of(ORG, "cliniko", "sync_first", RunLog.NOON.minusSeconds(3600))
            .started()
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
            .retryScheduled(2, 8)
            .events());
    log.append(
        RunLog.retrying(ORG, "sync_waiting", "sync_first", 2, RunLog.NOON)
            .planned(
                new PlannedResource("patients", 100L), new PlannedResource("appointments", 50L))
            .page(100, 100)
            .vanished("patients", "82")
            .pageOf("appointments", 1, 2, 20, 50)
            .delayed(DelayReason.RATE_LIMITED, 60)
            .events());
    patiently()
        .until(
            () ->
                readSide
                    .get("/api/v1/sync/history/" + ORG, viewer)
                    .body()
                    .contains("\"appointments_processed\":20"));
    patiently()
        .until(
            () ->
                readSide
                    .get("/api/v1/sync/progress/sync_waiting", viewer)
                    .body()
                    .contains("rate limit"));
    patiently()
        .until(
            () ->
                readSide
                    .get("/api/v1/sync/progress/sync_first", viewer)
                    .body()
                    .contains("next_retry_at\":\""));
  }

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void progress_of_a_waiting_attempt_names_what_it_waits_for_and_the_run_it_repeats()
      throws Exception {
    var progress = readSide.json("/api/v1/sync/progress/sync_waiting", viewer);

    assertThat(progress.get("current_step").asText()).isEqualTo("Waiting for cliniko's rate limit");
    assertThat(progress.get("estimated_completion").asText())
        .isGreaterThan("2026-06-30T12:01:07.000Z");
    assertThat(progress.get("attempt").asInt()).isEqualTo(2);
    assertThat(progress.get("retry_of").asText()).isEqualTo("sync_first");
    var patients = progress.get("resources").get(0);
    assertThat(patients.get("resource").asText()).isEqualTo("patients");
    assertThat(patients.get("records_processed").asLong()).isEqualTo(100);
    var appointments = progress.get("resources").get(1);
    assertThat(appointments.get("resource").asText()).isEqualTo("appointments");
    assertThat(appointments.get("records_total").asLong()).isEqualTo(50);
  }

  @Test
  void progress_of_a_failed_run_states_when_it_is_retried() throws Exception {
    var progress = readSide.json("/api/v1/sync/progress/sync_first", viewer);

    assertThat(progress.get("next_attempt").asInt()).isEqualTo(2);
    assertThat(progress.get("next_retry_at").asText()).isEqualTo("2026-06-30T11:00:10.000Z");
  }

  @Test
  void the_proof_lists_vanished_records_beside_the_fetched_ones() throws Exception {
    var proof = readSide.json("/api/v1/sync/proof/sync_waiting", viewer);

    assertThat(proof.get("records").get("fetched").asLong()).isEqualTo(120);
    assertThat(proof.get("records").get("vanished").asLong()).isEqualTo(1);
  }

  @Test
  void history_and_logs_count_patients_and_appointments_separately() throws Exception {
    var run = readSide.json("/api/v1/sync/history/" + ORG, viewer).get("recent_syncs").get(0);
    assertThat(run.get("metadata").get("patients_processed").asLong()).isEqualTo(100);
    assertThat(run.get("metadata").get("appointments_processed").asLong()).isEqualTo(20);

    var log = readSide.json("/api/v1/cliniko/sync-logs/" + ORG, viewer).get("logs").get(0);
    assertThat(log.get("metadata").get("patients_found").asLong()).isEqualTo(100);
    assertThat(log.get("metadata").get("appointments_found").asLong()).isEqualTo(50);
    assertThat(log.get("metadata").get("appointments_stored").asLong()).isEqualTo(20);
    assertThat(log.get("metadata").get("attempt").asInt()).isEqualTo(2);
  }
}
