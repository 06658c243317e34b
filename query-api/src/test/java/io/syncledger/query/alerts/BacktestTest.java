package io.syncledger.query.alerts;

import static io.syncledger.query.fixture.ViewTables.awaitEvents;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.Envelope;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncFailure;
import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Backtests over the REST API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestTest {
  private final ReadSide readSide = ReadSide.start();
  private final FoldedLogWriter log = new FoldedLogWriter();

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  private AlertScenario scenario(String organization) {
    return new AlertScenario(readSide, log, Clock.systemUTC(), organization);
  }

  @Test
  void a_run_that_hung_for_less_than_five_minutes_would_have_fired_with_three() {
    var scenario = scenario("org_backtest");
    var hung = scenario.run("hung", Duration.ofMinutes(30)).page(10, 20);
    var start = hung.events().getFirst().envelope().occurredAt();
    hung.add(envelope -> failedAt(envelope, start.plusSeconds(230)));
    log.append(hung.events());
    awaitEvents(readSide, "org_backtest", 4);

    var result = backtest(scenario, "{\"rule\": \"stuck_sync\", \"threshold\": \"3m\"}");

    assertThat(result.get("fired").asInt()).isEqualTo(1);
    assertThat(result.get("fired_today_rule").asInt()).isZero();
    assertThat(result.get("recovered_within_60s").asInt()).isEqualTo(1);
    var episode = result.get("episodes").get(0);
    assertThat(Instant.parse(episode.get("at").asText())).isEqualTo(start.plusSeconds(180));
    assertThat(Instant.parse(episode.get("resolved_at").asText()))
        .isEqualTo(start.plusSeconds(230));
    assertThat(episode.get("because").get(0).asText()).isEqualTo("org_backtest_hung/2");
  }

  private static SyncEvent failedAt(Envelope envelope, Instant at) {
    return new SyncEvent.SyncFailed(
        new Envelope(
            envelope.syncId(),
            envelope.sequence(),
            envelope.organizationId(),
            envelope.service(),
            at),
        SyncFailure.of(ErrorType.STALE, "WORKER_LOST", "The worker is gone"),
        10);
  }

  @Test
  void a_backtest_takes_events_before_its_window_into_account() {
    var third = Clock.systemUTC().instant().minus(Duration.ofMinutes(17)).minusSeconds(20);
    var scenario = scenario("org_before").failedRuns(1, 4);
    awaitEvents(readSide, "org_before", 8);

    var request = "{\"rule\": \"consecutive_failures\", \"threshold\": \"%d\", \"from\": \"%s\"}";
    assertThat(backtest(scenario, request.formatted(4, third)).get("fired").asInt()).isEqualTo(1);
    assertThat(backtest(scenario, request.formatted(4, third)).get("fired_today_rule").asInt())
        .isEqualTo(1);
    assertThat(backtest(scenario, request.formatted(1, third)).get("fired").asInt()).isZero();
    assertThat(backtest(scenario, request.formatted(5, third)).get("fired").asInt()).isZero();
  }

  private static JsonNode backtest(AlertScenario scenario, String request) {
    return AlertScenario.json(scenario.sendToAlerts("POST", "/backtest", request, Role.VIEWER));
  }
}
