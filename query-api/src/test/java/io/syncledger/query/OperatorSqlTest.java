package io.syncledger.query;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncledger.events.ErrorType;
import io.syncledger.events.Rejection;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadOnlyUser;
import io.syncledger.query.fixture.ReadSide;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the SQL that operators rely on, word for word, as the read-only role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorSqlTest {
  private final ReadSide readSide = ReadSide.start();
  private final FoldedLogWriter log = new FoldedLogWriter();
  private final ReadOnlyUser reader = new ReadOnlyUser(readSide);

  @BeforeAll
  void three_runs_have_been_seen() {
    var rejects = List.of(new Rejection("12345", "schema_mismatch", "Invalid phone number format"));
    log.append(
        RunLog.of("org_sql", "sync_1")
            .started()
            .pageWithRejections(100, 100, rejects)
            .completed()
            .events());
    log.append(
        RunLog.of("org_sql", "cliniko", "sync_2", RunLog.NOON.plusSeconds(86_400))
            .started()
            .failed(ErrorType.RATE_LIMITED, "HTTP_429")
            .retryScheduled(2, 60)
            .events());
    log.append(
        RunLog.of("org_sql", "cliniko", "sync_3", RunLog.NOON.plusSeconds(90_000))
            .started()
            .page(100, 200)
            .events());
    awaitOne("select 1 from sync_logs where organization_id = 'org_sql' and status = 'running'");
    awaitOne(
        "select 1 from sync_state where organization_id = 'org_sql' and last_failed_sync >"
            + " '2026-07-01'");
    awaitOne("select 1 from sync_events where organization_id = 'org_sql' and id = 'sync_3/2'");
    for (var type : List.of("hourly", "daily", "weekly")) {
      awaitOne(
          "select 1 from sync_metrics where organization_id = 'org_sql' and metric_type = '%s'"
                  .formatted(type)
              + " having sum(failed_syncs) = 1");
    }
  }

  private void awaitOne(String sql) {
    patiently().until(() -> rows(sql).size() == 1);
  }

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void the_latest_run_shows_its_progress() throws SQLException {
    assertThat(
            rows(
                """
                SELECT id, status, metadata->>'progress_percent' AS progress,
                  metadata->>'current_page' AS page, records_processed
                FROM sync_logs WHERE organization_id = 'org_sql'
                ORDER BY started_at DESC LIMIT 1
                """))
        .singleElement()
        .asString()
        .matches("\\(\\d+,running,[\\d.]+,1,100\\)");
  }

  @Test
  void the_success_rate_of_each_day_is_a_division() throws SQLException {
    assertThat(
            rows(
                """
                SELECT DATE(started_at) AS day, COUNT(*) AS syncs,
                  AVG(records_success::float / records_processed) * 100 AS success_rate
                FROM sync_logs
                WHERE organization_id = 'org_sql' AND status = 'completed' AND records_processed > 0
                GROUP BY DATE(started_at) ORDER BY day DESC
                """))
        .containsExactly("(2026-06-30,1,99)");
  }

  @Test
  void the_average_duration_of_each_kind_of_run_is_a_difference_of_instants() throws SQLException {
    assertThat(
            rows(
                """
                SELECT operation_type, AVG(EXTRACT(EPOCH FROM (completed_at - started_at)))::int
                FROM sync_logs WHERE organization_id = 'org_sql' AND completed_at IS NOT NULL
                GROUP BY operation_type
                """))
        .containsExactly("(full_patients,3)");
  }

  @Test
  void failed_runs_have_a_reason() throws SQLException {
    assertThat(
            rows(
                """
                SELECT operation_type, metadata->>'error_type', error_details IS NOT NULL, created_at::date
                FROM sync_logs WHERE organization_id = 'org_sql' AND status = 'failed'
                """))
        .containsExactly("(full_patients,HTTP_429,t,2026-07-01)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hourly", "daily", "weekly"})
  void metrics_can_be_selected_by_type(String type) throws SQLException {
    assertThat(
            rows(
                """
                SELECT SUM(successful_syncs), SUM(failed_syncs), SUM(total_items_synced),
                  MAX(average_duration_ms), MAX(error_rate) > 0, MAX(last_updated) >= MIN(period_start)
                FROM sync_metrics WHERE organization_id = 'org_sql' AND metric_type = '%s'
                """
                    .formatted(type)))
        .singleElement()
        .asString()
        .matches("\\(1,1,99,\\d+,t,t\\)");
  }

  @Test
  void open_errors_show_their_retries() throws SQLException {
    assertThat(
            rows(
                """
                SELECT error_type, retry_count, next_retry_at, resolved_at,
                  created_at AT TIME ZONE 'UTC'
                FROM sync_errors WHERE organization_id = 'org_sql' AND resolved_at IS NULL
                """))
        .containsExactly("(rate_limited,0,,,\"2026-07-01 12:00:01\")");
  }

  @Test
  void the_state_of_a_service_is_one_row() throws SQLException {
    assertThat(
            rows(
                """
                SELECT last_sync_token, last_full_sync::date, last_incremental_sync,
                  last_successful_sync::date, last_failed_sync::date, consecutive_failures, is_healthy,
                  health_check_at::date
                FROM sync_state WHERE organization_id = 'org_sql' AND service = 'cliniko'
                """))
        .containsExactly("(,2026-06-30,,2026-06-30,2026-07-01,1,t,2026-07-01)");
  }

  @Test
  void every_event_can_be_read() throws SQLException {
    assertThat(
            rows(
                """
                SELECT type, COUNT(*) FROM sync_events
                WHERE organization_id = 'org_sql' AND body->>'sync_id' = 'sync_2'
                GROUP BY type ORDER BY type
                """))
        .containsExactly(
            "(syncledger.SyncFailed.v1,1)",
            "(syncledger.SyncRetryScheduled.v1,1)",
            "(syncledger.SyncStarted.v1,1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update sync_logs set status = 'completed'",
        "delete from sync_events",
        "create table mine (id int)",
        "select * from run_failures"
      })
  void the_reader_role_can_do_nothing_but_read(String sql) {
    assertThatThrownBy(() -> reader.execute("set transaction read write; " + sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  private List<String> rows(String sql) throws SQLException {
    return reader.rows(sql);
  }
}
