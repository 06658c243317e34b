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
    hung.add(envelope -> given(envelope, start.plusSeconds(230)));
    log.append(hung.events());
    awaitEvents(readSide, "org_backtest", 4);

    var answer = tried(scenario, "{\"rule\": \"stuck_sync\", \"threshold\": \"3m\"}");

    assertThat(answer.get("fired").asInt()).isEqualTo(1);
    assertThat(answer.get("fired_today_rule").asInt()).isZero();
    assertThat(answer.get("recovered_within_60s").asInt()).isEqualTo(1);
    var episode = answer.get("episodes").get(0);
    assertThat(Instant.parse(episode.get("at").asText())).isEqualTo(start.plusSeconds(180));
    assertThat(Instant.parse(episode.get("resolved_at").asText()))
        .isEqualTo(start.plusSeconds(230));
    assertThat(episode.get("because").get(0).asText()).isEqualTo("org_backtest_hung/2");
  }

  private static SyncEvent given(Envelope envelope, Instant at) {
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
  void what_happened_before_the_window_counts_for_what_fires_in_it() {
    var third = Clock.systemUTC().instant().minus(Duration.ofMinutes(17)).minusSeconds(20);
    var scenario = scenario("org_before").failedRuns(1, 4);
    awaitEvents(readSide, "org_before", 8);

    var wish = "{\"rule\": \"consecutive_failures\", \"threshold\": \"%d\", \"from\": \"%s\"}";
    assertThat(tried(scenario, wish.formatted(4, third)).get("fired").asInt()).isEqualTo(1);
    assertThat(tried(scenario, wish.formatted(4, third)).get("fired_today_rule").asInt())
        .isEqualTo(1);
    assertThat(tried(scenario, wish.formatted(1, third)).get("fired").asInt()).isZero();
    assertThat(tried(scenario, wish.formatted(5, third)).get("fired").asInt()).isZero();
  }

  private static JsonNode tried(AlertScenario scenario, String wish) {
    return AlertScenario.json(scenario.sendToAlerts("POST", "/backtest", wish, Role.VIEWER));
  }
}
