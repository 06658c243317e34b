package io.syncledger.systemtests.benchmark;

import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.Health;
import io.syncledger.events.fold.RunOutcome;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.TestProducer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/**
 * Creates a million stored runs of a thousand organizations: query-api projects one run, which SQL
 * then multiplies with other ids and times.
 */
record RunHistorySeeder(String database, String bootstrapServers) {
  static final int RUNS = 1_000_000;
  static final int ORGANIZATIONS = 1_000;

  /**
   * Creates runs {@code %1$d} to {@code %2$d}; run n belongs to organization n modulo a thousand.
   */
  private static final String MULTIPLY =
      """
      insert into query.sync_logs (organization_id, service, sync_id, id, operation_type, status,
        started_at, completed_at, records_processed, records_success, records_failed, metadata,
        created_at, sync_type, by_webhook, duration_ms, history_entry, state, source_partition,
        source_offset)
      select r.org, t.service, r.run, (extract(epoch from r.at) * 1000000)::bigint + n %% 1000,
        t.operation_type, t.status, r.at, r.at + (t.completed_at - t.started_at),
        t.records_processed, t.records_success, t.records_failed, t.metadata, r.at, t.sync_type,
        t.by_webhook, t.duration_ms,
        replace(replace(t.history_entry::text, t.sync_id, r.run), '2026-06-30T12:00:', r.minute)::json,
        replace(replace(replace(t.state::text, t.sync_id, r.run), t.organization_id, r.org),
          '2026-06-30T12:00:', r.minute)::jsonb,
        n %% 4, n
      from query.sync_logs t
      cross join lateral (
        select n, 'org_' || n %% 1000 as org, 'sync_' || n as run, at,
          to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:') as minute
        from (select n, timestamptz '2025-12-01 00:00Z' + n / 1000 * interval '15 minutes' as at
          from generate_series(%1$d, %2$d) n) g) r
      where t.sync_id = 'sync_template'
      """;

  /** The last two runs of every tenth organization failed. */
  private static final String HEALTH =
      """
      insert into query.sync_state (organization_id, service, last_full_sync, last_successful_sync,
        consecutive_failures, is_healthy, health_check_at, state, source_partition, source_offset)
      select 'org_' || n, t.service, t.last_full_sync, t.last_successful_sync, f.failures, true,
        t.health_check_at,
        replace(t.state::text, t.organization_id, 'org_' || n)::jsonb
          || jsonb_build_object('successful_syncs', 1000 - f.failures, 'failed_syncs', f.failures,
            'consecutive_failures', f.failures),
        n %% 4, n
      from query.sync_state t cross join generate_series(0, 999) n
      cross join lateral (select case when n %% 10 = 0 then 2 else 0 end as failures) f
      where t.organization_id = 'org_template';
      insert into query.run_failures (organization_id, id, service, sync_id, error_type, error_code,
        error_message, retryable, retry_count, created_at, source_partition, source_offset)
      select s.organization_id, 'failed_' || n || '/1', s.service, 'failed_' || n,
        'source_unavailable', 'HTTP_503', 'The source does not answer', true, 0,
        s.last_successful_sync + n * interval '1 hour', 0, n
      from query.sync_state s cross join generate_series(1, 2) n where s.consecutive_failures = 2;
      """
          .replace("%%", "%");

  /** Loads the tables and their indexes into memory, as they would be after some days. */
  private static final String IN_MEMORY =
      """
      create extension pg_prewarm;
      select pg_prewarm(indexrelid) from pg_index
      where indrelid in ('query.sync_logs'::regclass, 'query.sync_state'::regclass)
      union all select pg_prewarm('query.sync_logs') union all select pg_prewarm('query.sync_state')
      """;

  /** Has query-api project the run to multiply. */
  void projectTemplateRun() throws Exception {
    var run = RunLog.completed("org_template", "sync_template", 648).state();
    var health = Health.apply(null, RunOutcome.between(null, run).orElseThrow());
    try (var producer = TestProducer.ofBytes(bootstrapServers)) {
      producer.send(
          new ProducerRecord<>(Topics.RUNS.name(), run.syncId().value(), EventJson.write(run)));
      producer.send(
          new ProducerRecord<>(
              Topics.HEALTH.name(), health.key().toString(), EventJson.write(health)));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> count("query.sync_logs") + count("query.sync_state") == 2);
  }

  /** Multiplies over two connections at once. */
  void multiplyTemplateRun() throws InterruptedException, SQLException {
    var other = Thread.ofPlatform().start(() -> execute(MULTIPLY.formatted(0, RUNS / 2 - 1)));
    execute(MULTIPLY.formatted(RUNS / 2, RUNS - 1));
    other.join();
    execute(HEALTH);
    execute("vacuum analyze query.sync_logs");
    execute("vacuum analyze query.sync_state");
    execute("analyze query.run_failures");
    execute(IN_MEMORY);
    if (count("query.sync_logs") != RUNS + 1) {
      throw new IllegalStateException("Not all runs are stored");
    }
  }

  private long count(String table) throws SQLException {
    try (var connection = DriverManager.getConnection(database);
        var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) {
    try (var connection = DriverManager.getConnection(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
