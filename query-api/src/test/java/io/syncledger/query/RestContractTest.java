package io.syncledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.ErrorType;
import io.syncledger.events.Rejection;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Checks the reads of the REST contract over HTTP, on a projected log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestContractTest {
  private static final String ORG = "org_reads";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReadSide readSide = ReadSide.start();
  private final FoldedLogWriter log = new FoldedLogWriter();
  private final String viewer = readSide.viewer(ORG);

  @BeforeAll
  void project() {
    var rejects = List.of(new Rejection("12345", "invalid_phone", "Invalid phone number format"));
    log.append(
        RunLog.of(ORG, "cliniko", "sync_failed", RunLog.NOON.minusSeconds(7200))
            .started()
            .failed(ErrorType.AUTHENTICATION_FAILED, "CLINIKO_AUTH_FAILED")
            .events());
    log.append(
        RunLog.of(ORG, "cliniko", "sync_rejects", RunLog.NOON.minusSeconds(3600))
            .started()
            .pageWithRejections(100, 100, rejects)
            .completed()
            .events());
    log.append(RunLog.completed(ORG, "sync_done", 648).events());
    log.append(
        RunLog.of(ORG, "cliniko", "sync_live", RunLog.NOON.plusSeconds(3600))
            .started()
            .page(100, 300)
            .fetched(100, 300)
            .events());
    log.append(RunLog.completed("org_others", "sync_of_others", 10).events());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                readSide.rows("select 1 from sync_logs").size() >= 5
                    && readSide
                            .rows(
                                "select 1 from sync_state where organization_id = '"
                                    + ORG
                                    + "' and consecutive_failures = 0")
                            .size()
                        == 1
                    && readSide
                        .get("/api/v1/sync/progress/sync_live", viewer)
                        .body()
                        .contains("\"progress_percentage\":45"));
  }

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void progress_of_a_live_run_shows_step_figures_and_estimate() throws Exception {
    var progress = readSide.json("/api/v1/sync/progress/sync_live", viewer);

    assertThat(names(progress))
        .contains(
            "sync_id",
            "organization_id",
            "status",
            "progress_percentage",
            "current_step",
            "total_steps",
            "completed_steps",
            "started_at",
            "estimated_completion",
            "records_processed",
            "records_total",
            "current_operation",
            "errors");
    assertThat(progress.get("status").asText()).isEqualTo("running");
    assertThat(progress.get("started_at").asText()).isEqualTo("2026-06-30T13:00:00.000Z");
    assertThat(progress.get("records_processed").asLong()).isEqualTo(100);
    assertThat(progress.get("records_total").asLong()).isEqualTo(300);
    assertThat(progress.get("progress_percentage").asDouble()).isStrictlyBetween(0.0, 100.0);
    assertThat(progress.get("errors")).isEmpty();
  }

  @Test
  void progress_of_a_failed_run_shows_its_error() throws Exception {
    var progress = readSide.json("/api/v1/sync/progress/sync_failed", viewer);

    assertThat(progress.get("status").asText()).isEqualTo("failed");
    assertThat(progress.get("errors").get(0).asText()).isEqualTo("Said by a test");
  }

  @Test
  void the_proof_of_a_success_has_no_problems() throws Exception {
    var proof = readSide.json("/api/v1/sync/proof/sync_done", viewer);

    assertThat(proof.get("verdict").asText()).isEqualTo("proven");
    assertThat(proof.get("pages").get("expected").asInt()).isEqualTo(7);
    assertThat(proof.get("pages").get("seen").asInt()).isEqualTo(7);
    assertThat(proof.get("records").get("fetched").asLong()).isEqualTo(648);
    assertThat(proof.get("records").get("inserted").asLong()).isEqualTo(648);
    assertThat(proof.get("problems")).isEmpty();
  }

  @Test
  void logs_are_listed_newest_first_in_the_format_of_the_contract() throws Exception {
    var logs = readSide.json("/api/v1/cliniko/sync-logs/" + ORG, viewer).get("logs");

    assertThat(texts(logs, "status"))
        .containsExactly("running", "completed", "completed", "failed");
    var done = logs.get(1);
    assertThat(done.get("id").isIntegralNumber()).isTrue();
    assertThat(done.get("operation_type").asText()).isEqualTo("full_patients");
    assertThat(done.get("records_success").asLong()).isEqualTo(648);
    assertThat(done.get("metadata").get("patients_found").asLong()).isEqualTo(648);
    assertThat(done.get("metadata").get("total_pages").asLong()).isEqualTo(7);
    assertThat(done.get("error_details").isNull()).isTrue();
    var rejected = logs.get(2).get("metadata");
    assertThat(rejected.get("success_rate").asDouble()).isEqualTo(99.0);
    assertThat(rejected.get("errors").get(0).asText())
        .isEqualTo("Patient ID 12345: Invalid phone number format");
    var failed = logs.get(3);
    assertThat(failed.get("error_details").asText()).isEqualTo("Said by a test");
    assertThat(failed.get("metadata").get("error_type").asText()).isEqualTo("CLINIKO_AUTH_FAILED");
    assertThat(failed.get("metadata").get("retry_recommended").asBoolean()).isFalse();
  }

  @Test
  void a_limit_of_1_lists_only_the_newest_log() throws Exception {
    var logs = readSide.json("/api/v1/cliniko/sync-logs/" + ORG + "?limit=1", viewer).get("logs");

    assertThat(texts(logs, "status")).containsExactly("running");
  }

  @Test
  void history_counts_successes_and_failures() throws Exception {
    var history = readSide.json("/api/v1/sync/history/" + ORG + "?limit=2", viewer);

    assertThat(history.get("total_syncs").asLong()).isEqualTo(3);
    assertThat(history.get("successful_syncs").asLong()).isEqualTo(2);
    assertThat(history.get("failed_syncs").asLong()).isEqualTo(1);
    assertThat(texts(history.get("recent_syncs"), "sync_id"))
        .containsExactly("sync_live", "sync_done");
  }

  @Test
  void the_status_for_people_shows_that_it_is_syncing_and_when_it_last_succeeded()
      throws Exception {
    var status = readSide.json("/api/v1/sync-status/" + ORG, viewer);

    assertThat(status.get("status").asText()).isEqualTo("syncing");
    assertThat(status.get("progress").asInt()).isBetween(1, 99);
    assertThat(status.get("last_successful_sync").asText()).startsWith("2026-06-30T12:00:");
    assertThat(status.get("last_successful_sync_human").asText()).endsWith(" ago");
  }

  @Test
  void the_connection_status_follows_from_the_runs() throws Exception {
    var status = readSide.json("/api/v1/cliniko/status/" + ORG, viewer);

    assertThat(status.get("cliniko_connected").asBoolean()).isTrue();
    assertThat(status.get("credentials_valid").asBoolean()).isTrue();
    assertThat(status.get("total_patients").asLong()).isEqualTo(648);
    assertThat(status.get("api_region").asText()).isEqualTo("au4");
    assertThat(status.get("sync_status").asText()).isEqualTo("healthy");
  }

  private static List<String> names(JsonNode node) {
    return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
        .toList();
  }

  private static List<String> texts(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(node -> node.get(field).asText())
        .toList();
  }
}
