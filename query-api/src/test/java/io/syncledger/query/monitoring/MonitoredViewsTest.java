package io.syncledger.query.monitoring;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent.ItemsUpserted;
import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.SyncEvent.SyncCompleted;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.SyncType;
import io.syncledger.events.Trigger;
import io.syncledger.events.UpsertResult;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.query.fixture.ShiftedClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Shows four hours of a service that an outside emitter reports: a full run, a failed one, an hour
 * without any, an incremental one, and one that was started by a webhook and has not ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoredViewsTest {
  private static final String BASE = "/api/v1/monitoring/org_views/erp-7";
  private static final ShiftedClock CLOCK = ShiftedClock.named("views").atHalfPast();
  private final Instant start =
      CLOCK.instant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));

  private final ReadSide readSide = ReadSide.start(Map.of("test.clock", "views"));
  private final FoldedLogWriter log = new FoldedLogWriter();
  private final String viewer =
      readSide.token(Duration.ofHours(2), Set.of(Role.VIEWER), "org_views");

  @BeforeAll
  void project() {
    log.append(items(run("sync_full", 0, SyncType.FULL, Trigger.EXTERNAL), 40, 40).events());
    log.append(
        run("sync_failed", 0, SyncType.INCREMENTAL, Trigger.EXTERNAL, Duration.ofMinutes(10))
            .failed(ErrorType.RATE_LIMITED, "HTTP_429")
            .events());
    log.append(items(run("sync_inc", 2, SyncType.INCREMENTAL, Trigger.EXTERNAL), 6, 0).events());
    log.append(run("sync_hook", 3, SyncType.WEBHOOK, Trigger.WEBHOOK).events());
    patiently()
        .until(
            () ->
                rows("sync_logs", "true") == 4
                    && rows("data_freshness", "last_checked_at > last_changed_at") == 1
                    && rows("sync_metrics", "metric_type = 'hourly'") == 2
                    && rows("sync_state", "state ->> 'successful_syncs' = '2'") == 1);
  }

  private int rows(String table, String condition) {
    return readSide
        .rows(
            "select 1 from %s where organization_id = 'org_views' and %s"
                .formatted(table, condition))
        .size();
  }

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void events_are_runs_newest_first_in_pages() throws Exception {
    var first = get("/events?limit=3");
    var rest = get("/events?limit=3&cursor=" + first.get("next_cursor").asText());

    assertThat(texts(first, "sync_id")).containsExactly("sync_hook", "sync_inc", "sync_failed");
    assertThat(texts(rest, "sync_id")).containsExactly("sync_full");
    assertThat(rest.get("next_cursor").isNull()).isTrue();
    assertThat(texts(first, "status")).containsExactly("started", "success", "failed");
    var live = first.get("events").get(0);
    assertThat(live.get("completed_at").isNull()).isTrue();
    assertThat(live.get("duration_ms").isNull()).isTrue();
    var incremental = first.get("events").get(1);
    assertThat(incremental.get("service").asText()).isEqualTo("erp-7");
    assertThat(incremental.get("sync_type").asText()).isEqualTo("incremental");
    assertThat(incremental.get("duration_ms").asLong()).isEqualTo(3_000);
    assertThat(incremental.get("duration_human").asText()).isEqualTo("3.0s");
    assertThat(incremental.get("items_processed").asLong()).isEqualTo(6);
    assertThat(incremental.get("items_per_second").asDouble()).isEqualTo(2.0);
    assertThat(incremental.get("sync_token_before").asText()).isEqualTo("token_before");
    assertThat(incremental.get("sync_token_after").asText()).isEqualTo("token_after");
    assertThat(incremental.get("started_at_human").asText()).endsWith("ago");
    var failed = first.get("events").get(2);
    assertThat(failed.get("error_code").asText()).isEqualTo("HTTP_429");
    assertThat(failed.get("error_message").asText()).isEqualTo("Said by a test");
  }

  @Test
  void events_are_filtered_by_status_and_type() throws Exception {
    assertThat(texts(get("/events?status=failed"), "sync_id")).containsExactly("sync_failed");
    assertThat(texts(get("/events?status=success&type=full"), "sync_id"))
        .containsExactly("sync_full");
    assertThat(texts(get("/events?type=incremental"), "sync_id"))
        .containsExactly("sync_inc", "sync_failed");
    assertThat(texts(get("/events?status=started"), "sync_id")).containsExactly("sync_hook");
    assertThat(get("/webhooks").get("webhooks").findValuesAsText("sync_id"))
        .containsExactly("sync_hook");
  }

  @Test
  void metrics_show_each_window_and_a_summary_with_their_error_bound() throws Exception {
    var metrics = get("/metrics?period=hour");

    assertThat(metrics.get("period").asText()).isEqualTo("hour");
    assertThat(metrics.get("quantile_relative_error").asDouble()).isEqualTo(0.01);
    assertThat(metrics.get("metrics")).hasSize(2);
    var older = metrics.get("metrics").get(1);
    assertThat(Instant.parse(older.get("period_start").asText())).isEqualTo(start);
    assertThat(older.get("successful_syncs").asInt()).isEqualTo(1);
    assertThat(older.get("failed_syncs").asInt()).isEqualTo(1);
    assertThat(older.get("success_rate").asDouble()).isEqualTo(50.0);
    assertThat(older.get("error_rate").asDouble()).isEqualTo(50.0);
    assertThat(older.get("average_duration_ms").asLong()).isEqualTo(2_000);
    assertThat(older.get("total_items_synced").asLong()).isEqualTo(40);
    assertThat(older.get("last_updated").asText()).endsWith("Z");
    var summary = metrics.get("summary");
    assertThat(Instant.parse(summary.get("period_start").asText())).isEqualTo(start);
    assertThat(summary.get("total_syncs").asInt()).isEqualTo(3);
    assertThat(summary.get("success_rate").asDouble()).isEqualTo(66.6);
    assertThat(summary.get("p50_duration_ms").asDouble()).isBetween(2_970.0, 3_030.0);
    assertThat(summary.get("p95_duration_ms").asDouble()).isBetween(2_970.0, 3_030.0);
  }

  @Test
  void the_timeline_includes_empty_hours() throws Exception {
    var timeline = get("/timeline?hours=4");

    assertThat(timeline.get("period").asText()).isEqualTo("4h");
    assertThat(timeline.get("total_syncs").asInt()).isEqualTo(3);
    assertThat(timeline.get("failed_syncs").asInt()).isEqualTo(1);
    var hours = timeline.get("timeline");
    assertThat(hours.findValuesAsText("successful")).containsExactly("1", "0", "1", "0");
    assertThat(hours.findValuesAsText("items")).containsExactly("40", "0", "6", "0");
    assertThat(Instant.parse(hours.get(0).get("hour").asText())).isEqualTo(start);
  }

  @Test
  void performance_covers_the_runs_that_succeeded() throws Exception {
    var performance = get("/performance?sample=1");

    assertThat(performance.get("sample_size").asInt()).isEqualTo(1);
    assertThat(performance.get("performance").get("median").asLong()).isEqualTo(3_000);
    assertThat(performance.get("performance").get("human").get("median").asText())
        .isEqualTo("3.0s");
    assertThat(performance.get("items_processed").get("total").asLong()).isEqualTo(6);
    assertThat(get("/performance").get("performance_by_type").get("full").get("count").asInt())
        .isEqualTo(1);
    assertThat(performance.get("degradation").get("degraded").asBoolean()).isFalse();
  }

  @Test
  void freshness_distinguishes_a_check_from_a_change() throws Exception {
    var items = get("/freshness").get("data_types").get(0);

    assertThat(items.get("data_type").asText()).isEqualTo("items");
    assertThat(Instant.parse(items.get("last_changed_at").asText()))
        .isEqualTo(start.plusSeconds(2));
    assertThat(Instant.parse(items.get("last_checked_at").asText()))
        .isEqualTo(start.plus(Duration.ofHours(2)).plusSeconds(2));
    assertThat(items.get("age_seconds").asLong()).isGreaterThanOrEqualTo(10_790);
    assertThat(items.get("expected_interval_seconds").asLong()).isEqualTo(3_600);
    assertThat(items.get("state").asText()).isIn("aging", "stale");
  }

  @Test
  void the_dashboard_summarizes_the_service() throws Exception {
    var dashboard = get("/dashboard");

    assertThat(dashboard.get("overview").get("items_in_database").asLong()).isEqualTo(6);
    assertThat(dashboard.get("overview").get("uptime").asDouble()).isEqualTo(100.0);
    assertThat(dashboard.get("performance").get("last_sync_duration").asLong()).isEqualTo(3_000);
    assertThat(dashboard.get("performance").get("success_rate").asDouble()).isEqualTo(66.6);
    assertThat(dashboard.get("performance").get("sync_frequency").asLong()).isEqualTo(3_600);
    assertThat(dashboard.get("performance").get("sync_frequency_human").asText())
        .isEqualTo("every 1 hour");
    assertThat(dashboard.get("health").get("consecutive_failures").asInt()).isZero();
    assertThat(dashboard.get("recent_activity")).hasSize(4);
  }

  private RunLog run(String syncId, int hour, SyncType type, Trigger trigger) {
    return run(syncId, hour, type, trigger, Duration.ZERO);
  }

  private RunLog run(String syncId, int hour, SyncType type, Trigger trigger, Duration later) {
    return RunLog.of("org_views", "erp-7", syncId, start.plus(Duration.ofHours(hour)).plus(later))
        .add(
            envelope ->
                new SyncStarted(
                    envelope, type, null, "items", trigger, 1, null, "token_before", null));
  }

  private static RunLog items(RunLog run, int count, int changed) {
    return run.add(
            envelope -> new PageFetched(envelope, "items", 1, 1, count, (long) count, 1_000, 50))
        .add(
            envelope ->
                new ItemsUpserted(
                    envelope,
                    "items",
                    new UpsertResult(1, changed, 0, count - changed, 0, 0, (long) count, 1, 1)))
        .add(
            envelope ->
                new SyncCompleted(
                    envelope,
                    count,
                    count,
                    0,
                    Map.of("items", (long) count),
                    "token_after",
                    1,
                    1,
                    50,
                    1,
                    1));
  }

  private JsonNode get(String path) throws Exception {
    return readSide.json(BASE + path, viewer);
  }

  private static Iterable<String> texts(JsonNode page, String field) {
    return StreamSupport.stream(page.get("events").spliterator(), false)
        .map(run -> run.get(field).asText())
        .toList();
  }
}
