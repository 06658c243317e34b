package io.syncledger.query.delivery;

import static io.syncledger.query.fixture.Tables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.Role;
import io.syncledger.query.delivery.fixture.Receiver.Received;
import io.syncledger.query.delivery.fixture.SomeAlerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a receiver that checks signatures can do, and what it gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookDeliveryTest {
  private final Hooks hooks = new Hooks();

  @AfterEach
  void next() {
    hooks.next();
  }

  @AfterAll
  void close() {
    hooks.close();
  }

  @Test
  void a_notice_arrives_once_signed_and_says_what_has_happened() {
    var channel = hooks.channel();
    var raised = SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1);

    hooks.door().append(raised);
    hooks.door().append(raised);

    var delivery = hooks.awaitState(channel, "delivered");
    assertThat(delivery.get("attempts").asInt()).isEqualTo(1);
    assertThat(delivery.get("last_status").asInt()).isEqualTo(204);
    assertThat(delivery.get("type").asText()).isEqualTo("alert.raised");
    var received = hooks.received();
    assertThat(received).hasSize(1).allMatch(Received::genuine);
    assertThat(received.getFirst().id())
        .isEqualTo("msg_" + raised.alert().fingerprint() + "_1_raised");
    var payload = received.getFirst().payload();
    assertThat(payload.get("type").asText()).isEqualTo("alert.raised");
    assertThat(payload.get("data").get("rule").asText()).isEqualTo("stuck_sync");
    assertThat(payload.get("data").get("because").get(1).asText()).isEqualTo("sync_1/7");
    assertThat(payload.get("timestamp").asText()).endsWith("Z");
  }

  @Test
  void a_receiver_that_was_down_gets_each_notice_under_its_one_id_once_it_is_back() {
    var channel = hooks.channel();
    hooks.receiver.stop();
    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1));
    hooks.awaitAttempts(channel, 2);
    hooks.receiver.start();

    var delivery = hooks.awaitState(channel, "delivered");
    assertThat(delivery.get("attempts").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(hooks.received()).hasSize(1);
  }

  @Test
  void server_errors_are_answered_with_patience_and_the_same_id() {
    var channel = hooks.channel();
    var count = new AtomicInteger();
    hooks.receiver.behaves((_, _) -> count.incrementAndGet() < 4 ? 500 : 200);

    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.SLOW_SYNC, 1));

    assertThat(hooks.awaitState(channel, "delivered").get("attempts").asInt()).isEqualTo(4);
    assertThat(hooks.received()).hasSize(4).allMatch(Received::genuine);
    assertThat(hooks.received().stream().map(Received::id).distinct()).hasSize(1);
  }

  @Test
  void after_the_last_attempt_a_notice_is_seen_to_have_failed_and_can_be_sent_again() {
    var channel = hooks.channel();
    hooks.receiver.behaves((_, _) -> 503);
    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.DATA_DRIFT, 1));

    var failed = hooks.awaitState(channel, "failed");
    assertThat(failed.get("attempts").asInt()).isEqualTo(10);
    assertThat(failed.get("last_error").asText()).isEqualTo("answered 503");
    assertThat(failed.get("next_attempt_at").isNull()).isTrue();

    hooks.receiver.behaves((_, _) -> 202);
    var again =
        hooks
            .door()
            .call(
                Role.OPERATOR,
                "POST",
                "/%s/deliveries/%d/redeliver"
                    .formatted(hooks.door().organization(), failed.get("id").asInt()),
                "");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(hooks.awaitState(channel, "delivered").get("attempts").asInt()).isEqualTo(11);
    assertThat(hooks.received().stream().map(Received::id).distinct()).hasSize(1);
  }

  @Test
  void a_receiver_that_wants_no_more_gets_no_more() {
    var channel = hooks.channel();
    hooks.receiver.behaves((_, _) -> 410);
    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1));

    hooks.awaitState(channel, "cancelled");
    patiently().until(() -> !channels().getFirst().get("enabled").asBoolean());
    assertThat(channels().getFirst().get("disabled_reason").asText()).contains("410");
    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.SLOW_SYNC, 1));
    assertThat(hooks.door().deliveries(channel)).hasSize(1);
    assertThat(hooks.received()).hasSize(1);
  }

  @Test
  void a_receiver_that_does_not_answer_in_time_is_asked_again() {
    var channel = hooks.channel();
    var hold = new CountDownLatch(1);
    var count = new AtomicInteger();
    hooks.receiver.behaves(
        (_, _) -> {
          if (count.incrementAndGet() == 1) {
            hold.await(60, TimeUnit.SECONDS);
          }
          return 204;
        });

    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1));

    assertThat(hooks.awaitState(channel, "delivered").get("attempts").asInt()).isEqualTo(2);
    hold.countDown();
    assertThat(hooks.received().stream().map(Received::id).distinct()).hasSize(1);
  }

  @Test
  void a_receiver_that_asks_for_patience_gets_it() {
    var channel = hooks.channel();
    hooks.receiver.behaves(
        (_, exchange) -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          return 429;
        });

    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1));

    patiently().until(() -> hooks.latest(channel).get("last_status").asInt() == 429);
    var delivery = hooks.latest(channel);
    var next = Instant.parse(delivery.get("next_attempt_at").asText());
    assertThat(Duration.between(Clock.systemUTC().instant(), next))
        .isGreaterThan(Duration.ofMinutes(50));
  }

  @Test
  void a_receiver_that_has_not_heard_of_a_new_secret_yet_still_takes_a_notice_for_genuine() {
    var channel = hooks.channel();
    hooks.door().ask("POST", "/channels/" + channel + "/secret", "{}");

    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1));

    hooks.awaitState(channel, "delivered");
    assertThat(hooks.received()).hasSize(1).allMatch(Received::genuine);
  }

  private List<JsonNode> channels() {
    return hooks.door().ask("GET", "/channels", "").get("channels").valueStream().toList();
  }
}
