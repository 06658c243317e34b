package io.syncledger.query.errors;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Checks by SQL whether failures are shown as resolved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorResolutionTest {
  private final ReadSide readSide = ReadSide.start();
  private final FoldedLogWriter log = new FoldedLogWriter();

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void a_failure_shows_its_next_attempt_until_that_begins_and_is_resolved_when_one_completes() {
    var first =
        RunLog.failed("org_chain", "sync_1", ErrorType.RATE_LIMITED, "HTTP_429")
            .retryScheduled(2, 60);
    log.append(first.events());
    awaitErrors("org_chain", "(sync_1/1,0,\"2026-06-30 12:01:02+00\",)");

    var second =
        RunLog.retrying("org_chain", "sync_2", "sync_1", 2, RunLog.NOON.plusSeconds(62))
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
            .retryScheduled(3, 8);
    log.append(second.events());
    awaitErrors("org_chain", "(sync_1/1,0,,)", "(sync_2/1,1,\"2026-06-30 12:01:12+00\",)");

    var third =
        RunLog.retrying("org_chain", "sync_3", "sync_2", 3, RunLog.NOON.plusSeconds(72))
            .allPages(10)
            .completed();
    log.append(third.events());
    awaitErrors(
        "org_chain",
        "(sync_1/1,0,,\"2026-06-30 12:01:15+00\")",
        "(sync_2/1,1,,\"2026-06-30 12:01:15+00\")");
  }

  @Test
  void the_chain_is_followed_for_any_order_of_reading_its_runs() {
    var third =
        RunLog.retrying("org_order", "sync_3", "sync_2", 3, RunLog.NOON.plusSeconds(20))
            .allPages(10)
            .completed();
    var second =
        RunLog.retrying("org_order", "sync_2", "sync_1", 2, RunLog.NOON.plusSeconds(10))
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");
    var first = RunLog.failed("org_order", "sync_1", ErrorType.SOURCE_UNAVAILABLE, "HTTP_503");

    log.append(third.events());
    log.append(second.events());
    log.append(first.events());

    awaitErrors(
        "org_order",
        "(sync_1/1,0,,\"2026-06-30 12:00:23+00\")",
        "(sync_2/1,1,,\"2026-06-30 12:00:23+00\")");
  }

  @Test
  void a_later_success_that_is_not_a_retry_of_it_resolves_nothing() {
    log.append(RunLog.failed("org_other", "sync_1", ErrorType.RATE_LIMITED, "HTTP_429").events());
    log.append(
        RunLog.of("org_other", "cliniko", "sync_2", RunLog.NOON.plusSeconds(60))
            .started()
            .allPages(10)
            .completed()
            .events());
    patiently()
        .until(
            () ->
                readSide
                        .rows(
                            "select 1 from sync_logs where organization_id = 'org_other' and status"
                                + " = 'completed'")
                        .size()
                    == 1);

    awaitErrors("org_other", "(sync_1/1,0,,)");
  }

  @Test
  void a_failure_that_a_user_marks_as_resolved_is_resolved() {
    var failed = RunLog.failed("org_said", "sync_1", ErrorType.BAD_REQUEST, "HTTP_400");
    var resolved =
        failed.add(envelope -> new SyncEvent.ErrorResolved(envelope, "sync_1/1", "somebody"));

    log.append(resolved.events());

    awaitErrors("org_said", "(sync_1/1,0,,\"2026-06-30 12:00:02+00\")");
  }

  private void awaitErrors(String organization, String... rows) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(
                        readSide.rows(
                            "select id, retry_count, next_retry_at, resolved_at from sync_errors"
                                + " where organization_id = '%s' order by created_at"
                                    .formatted(organization)))
                    .isEqualTo(List.of(rows)));
  }
}
