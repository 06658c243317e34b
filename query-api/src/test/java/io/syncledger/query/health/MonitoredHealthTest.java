package io.syncledger.query.health;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.ErrorType;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Checks health and errors of any service over HTTP, including errors that operators resolve. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoredHealthTest {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));

  private final ReadSide readSide = ReadSide.start();
  private final FoldedLogWriter log = new FoldedLogWriter();

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void three_failures_make_a_service_unhealthy_and_one_success_makes_it_healthy_again()
      throws Exception {
    for (int hour = 0; hour < 3; hour++) {
      log.append(failure("org_turn", "sync_" + hour, start.plus(Duration.ofHours(hour))).events());
    }
    awaitHealth(
        "org_turn",
        health -> {
          assertThat(health.get("status").asText()).isEqualTo("unhealthy");
          assertThat(health.get("is_healthy").asBoolean()).isFalse();
          assertThat(health.get("consecutive_failures").asInt()).isEqualTo(3);
          assertThat(texts(health.get("because")))
              .containsExactly("sync_0/1", "sync_1/1", "sync_2/1");
          assertThat(health.get("would_turn_back").asText())
              .isEqualTo("One successful sync would make it healthy");
          assertThat(health.get("metrics").get("active_errors").asInt()).isEqualTo(3);
          assertThat(health.get("metrics").get("success_rate").asDouble()).isZero();
          assertThat(health.get("alerts").findValuesAsText("rule"))
              .contains("consecutive_failures");
        });

    var end = start.plus(Duration.ofHours(3));
    log.append(
        RunLog.of("org_turn", "todoist", "sync_3", end)
            .started()
            .allPages(100)
            .completed()
            .events());
    awaitHealth(
        "org_turn",
        health -> {
          assertThat(health.get("status").asText()).isEqualTo("healthy");
          assertThat(texts(health.get("because"))).containsExactly("sync_3/3");
          assertThat(health.get("last_sync").asText()).startsWith(end.toString().substring(0, 16));
          assertThat(health.get("last_sync_human").asText()).matches("\\d+ hours? ago");
          assertThat(Instant.parse(health.get("next_sync").asText()))
              .isEqualTo(end.plusSeconds(3).plus(Duration.ofHours(1)));
          assertThat(health.get("next_sync_human").asText()).isNotBlank();
          assertThat(health.get("metrics").get("active_errors").asInt()).isZero();
          assertThat(health.get("metrics").get("total_syncs").asInt()).isEqualTo(4);
          assertThat(health.get("metrics").get("success_rate").asDouble()).isEqualTo(25.0);
          assertThat(health.get("metrics").get("average_duration_ms").asLong()).isEqualTo(1_500);
        });
  }

  @Test
  void an_operator_resolves_an_error_once() throws Exception {
    log.append(failure("org_resolve", "sync_a", start).events());
    log.append(failure("org_resolve", "sync_b", start.plusSeconds(60)).events());
    awaitHealth("org_resolve", health -> assertThat(activeErrors(health)).isEqualTo(2));
    var operator =
        readSide.token(Duration.ofHours(1), Set.of(Role.OPERATOR), "org_resolve", "org_x");

    var viewers = readSide.post(resolve("sync_a/1"), readSide.viewer("org_resolve"));
    var outsider =
        readSide.post(
            resolve("sync_a/1"),
            readSide.token(Duration.ofHours(1), Set.of(Role.ADMIN), "org_other"));
    assertThat(viewers.statusCode()).isEqualTo(403);
    assertThat(outsider.statusCode()).isEqualTo(404);
    assertThat(readSide.post(resolve("sync_c/1"), operator).statusCode()).isEqualTo(404);

    assertThat(readSide.post(resolve("sync_a/1"), operator).statusCode()).isEqualTo(200);
    assertThat(readSide.post(resolve("sync_a%2F1"), operator).statusCode()).isEqualTo(200);
    awaitHealth("org_resolve", health -> assertThat(activeErrors(health)).isEqualTo(1));

    var open = errors("org_resolve", "");
    assertThat(open.get("total").asInt()).isEqualTo(2);
    assertThat(open.get("unresolved").asInt()).isEqualTo(1);
    assertThat(open.get("by_type").get("source_unavailable").asInt()).isEqualTo(1);
    assertThat(open.get("errors").findValuesAsText("id")).containsExactly("sync_b/1");
    var all = errors("org_resolve", "?include_resolved=true&limit=1");
    assertThat(all.get("by_type").get("source_unavailable").asInt()).isEqualTo(2);
    var rest = errors("org_resolve", "?include_resolved=true&cursor=" + next(all));
    assertThat(rest.get("errors").findValuesAsText("id")).containsExactly("sync_a/1");
    assertThat(rest.get("errors").get(0).get("resolved_at").isNull()).isFalse();
    assertThat(next(rest)).isEqualTo("null");
    assertThat(
            readSide.rows(
                "select 1 from sync_events where organization_id = 'org_resolve'"
                    + " and type = 'syncledger.ErrorResolved.v1'"))
        .hasSize(1);
  }

  @Test
  void an_error_states_when_the_sync_is_retried() throws Exception {
    var soon = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    log.append(failure("org_retry", "sync_1", soon).retryScheduled(2, 3_600).events());
    awaitHealth(
        "org_retry",
        health -> assertThat(health.get("next_sync_human").asText()).matches("in \\d+ minutes"));

    var error = errors("org_retry", "").get("errors").get(0);
    assertThat(error.get("error_type").asText()).isEqualTo("source_unavailable");
    assertThat(error.get("error_message").asText()).isEqualTo("Said by a test");
    assertThat(error.get("error_details").get("error_code").asText()).isEqualTo("HTTP_503");
    assertThat(error.get("retry_count").asInt()).isZero();
    assertThat(error.get("next_retry_at").asText()).endsWith("Z");
    assertThat(error.get("next_retry_in").asText()).matches("in \\d+ minutes");
    assertThat(error.get("time_ago").asText()).endsWith("ago");
  }

  @Test
  void all_services_are_listed_including_one_whose_first_run_has_not_ended() throws Exception {
    log.append(RunLog.completed("org_side", "sync_1", 10).events());
    log.append(RunLog.of("org_side", "todoist", "sync_2", start).started().page(100, 300).events());
    var viewer = readSide.viewer("org_side");
    patiently()
        .untilAsserted(
            () -> {
              log.commitFoldOffsets();
              var services = readSide.json("/api/v1/monitoring/org_side", viewer).get("services");
              assertThat(services.findValuesAsText("service"))
                  .containsExactly("cliniko", "todoist");
              assertThat(services.findValuesAsText("status")).containsExactly("healthy", "unknown");
            });
  }

  @Test
  void health_is_unknown_until_the_views_have_been_complete_once() throws Exception {
    log.append(RunLog.completed("org_lag", "sync_1", 10).events());
    try (var behind = ReadSide.start()) {
      patiently()
          .until(
              () ->
                  !behind
                      .rows("select 1 from sync_state where organization_id = 'org_lag'")
                      .isEmpty());
      var health =
          behind.json("/api/v1/monitoring/org_lag/cliniko/health", behind.viewer("org_lag"));

      assertThat(health.get("status").asText()).isEqualTo("unknown");
      assertThat(health.get("reason").asText())
          .isEqualTo("The views have not been complete yet since the start");
      assertThat(health.get("is_healthy").asBoolean()).isFalse();
    }
  }

  private static RunLog failure(String organization, String syncId, Instant at) {
    return RunLog.of(organization, "todoist", syncId, at)
        .started()
        .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
  }

  private static String resolve(String id) {
    return "/api/v1/errors/" + id + "/resolve";
  }

  private JsonNode errors(String organization, String query) throws Exception {
    return readSide.json(
        "/api/v1/monitoring/" + organization + "/todoist/errors" + query,
        readSide.viewer(organization));
  }

  private static int activeErrors(JsonNode health) {
    return health.get("metrics").get("active_errors").asInt();
  }

  private static String next(JsonNode list) {
    return list.get("next_cursor").asText();
  }

  private void awaitHealth(String organization, Consumer<JsonNode> expected) {
    var path = "/api/v1/monitoring/" + organization + "/todoist/health";
    var viewer = readSide.viewer(organization);
    patiently()
        .untilAsserted(
            () -> {
              log.commitFoldOffsets();
              expected.accept(readSide.json(path, viewer));
            });
  }

  private static Iterable<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
