package io.syncledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.fixture.RunLog;
import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks over HTTP who may read what, and what all reads have in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessControlTest {
  private static final String ORG = "org_access";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReadSide readSide = ReadSide.start();
  private final String viewer = readSide.viewer(ORG);

  @BeforeAll
  void project() {
    try (var log = new FoldedLogWriter()) {
      log.append(RunLog.completed(ORG, "sync_access", 10).events());
      log.append(RunLog.completed("org_others", "sync_of_others", 10).events());
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                readSide.rows("select 1 from sync_logs where sync_id = 'sync_of_others'").size()
                    == 1);
  }

  @AfterAll
  void close() {
    readSide.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"progress", "proof"})
  void a_sync_of_another_organization_is_not_found(String read) throws Exception {
    var foreign = readSide.get("/api/v1/sync/" + read + "/sync_of_others", viewer);
    var unknown = readSide.get("/api/v1/sync/" + read + "/sync_of_nobody", viewer);

    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(foreign.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/cliniko/sync-logs/org_others",
        "/api/v1/sync-status/org_others",
        "/api/v1/sync/history/org_others",
        "/api/v1/cliniko/status/org_others",
        "/api/v1/sync/stream/org_others"
      })
  void another_organization_is_forbidden(String path) throws Exception {
    assertThat(readSide.get(path, viewer).statusCode()).isEqualTo(403);
    assertThat(readSide.get(path).statusCode()).isEqualTo(401);
  }

  @Test
  void an_emitter_reads_nothing() throws Exception {
    var emitter = readSide.token(Duration.ofHours(1), Set.of(Role.EMITTER), ORG);

    assertThat(readSide.get("/api/v1/sync/history/" + ORG, emitter).statusCode()).isEqualTo(403);
    assertThat(readSide.get("/api/v1/sync/progress/sync_access", emitter).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "501", "x", "-1"})
  void a_bad_limit_is_named(String limit) throws Exception {
    var response = readSide.get("/api/v1/sync/history/" + ORG + "?limit=" + limit, viewer);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("limit");
  }

  @Test
  void every_read_has_a_watermark_header() throws Exception {
    assertThat(
            readSide
                .get("/api/v1/sync/history/" + ORG, viewer)
                .headers()
                .firstValue("Syncledger-Watermark"))
        .hasValueSatisfying(
            value ->
                assertThat(value)
                    .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z; lag=\\d+\\.\\ds"));
  }

  @Test
  void readiness_shows_the_projection_and_needs_no_token() throws Exception {
    assertThat(readSide.get("/health/liveness").statusCode()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var readiness = readSide.get("/health/readiness");
              assertThat(readiness.statusCode()).isEqualTo(200);
              assertThat(readiness.body()).contains("query-projection", "running");
            });
  }

  @Test
  void an_organization_without_a_run_was_never_synced() throws Exception {
    var newViewer = readSide.viewer("org_nobody");

    assertThat(readSide.json("/api/v1/sync-status/org_nobody", newViewer).get("status").asText())
        .isEqualTo("never_synced");
    assertThat(readSide.json("/api/v1/cliniko/sync-logs/org_nobody", newViewer).get("logs"))
        .isEmpty();
    assertThat(
            readSide
                .json("/api/v1/cliniko/status/org_nobody", newViewer)
                .get("sync_status")
                .asText())
        .isEqualTo("unknown");
  }
}
