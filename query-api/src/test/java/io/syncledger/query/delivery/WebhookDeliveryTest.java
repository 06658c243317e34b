package io.syncledger.query.delivery;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.alert.Rule;
import io.syncledger.http.Role;
import io.syncledger.query.delivery.fixture.SampleNotifications;
import io.syncledger.query.delivery.fixture.WebhookReceiver.Received;
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

/** Webhook delivery to a receiver that verifies signatures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookDeliveryTest {
  private final WebhookScenario webhooks = new WebhookScenario();

  @AfterEach
  void next() {
    webhooks.reset();
  }

  @AfterAll
  void close() {
    webhooks.close();
  }

  @Test
  void a_signed_notification_arrives_once_and_describes_the_alert() {
    var channel = webhooks.createChannel();
    var raised = SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1);

    webhooks.client().append(raised);
    webhooks.client().append(raised);

    var delivery = webhooks.awaitState(channel, "delivered");
    assertThat(delivery.get("attempts").asInt()).isEqualTo(1);
    assertThat(delivery.get("last_status").asInt()).isEqualTo(204);
    assertThat(delivery.get("type").asText()).isEqualTo("alert.raised");
    var received = webhooks.received();
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
  void a_receiver_that_was_down_gets_each_notification_under_one_id_once_it_is_back() {
    var channel = webhooks.createChannel();
    webhooks.receiver.stop();
    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1));
    webhooks.awaitAttempts(channel, 2);
    webhooks.receiver.start();

    var delivery = webhooks.awaitState(channel, "delivered");
    assertThat(delivery.get("attempts").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(webhooks.received()).hasSize(1);
  }

  @Test
  void server_errors_are_retried_with_the_same_id() {
    var channel = webhooks.createChannel();
    var count = new AtomicInteger();
    webhooks.receiver.respond((_, _) -> count.incrementAndGet() < 4 ? 500 : 200);

    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.SLOW_SYNC, 1));

    assertThat(webhooks.awaitState(channel, "delivered").get("attempts").asInt()).isEqualTo(4);
    assertThat(webhooks.received()).hasSize(4).allMatch(Received::genuine);
    assertThat(webhooks.received().stream().map(Received::id).distinct()).hasSize(1);
  }

  @Test
  void after_the_last_attempt_a_notification_is_shown_as_failed_and_can_be_redelivered() {
    var channel = webhooks.createChannel();
    webhooks.receiver.respond((_, _) -> 503);
    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.DATA_DRIFT, 1));

    var failed = webhooks.awaitState(channel, "failed");
    assertThat(failed.get("attempts").asInt()).isEqualTo(10);
    assertThat(failed.get("last_error").asText()).isEqualTo("answered 503");
    assertThat(failed.get("next_attempt_at").isNull()).isTrue();

    webhooks.receiver.respond((_, _) -> 202);
    var again =
        webhooks
            .client()
            .request(
                Role.OPERATOR,
                "POST",
                "/%s/deliveries/%d/redeliver"
                    .formatted(webhooks.client().organization(), failed.get("id").asInt()),
                "");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(webhooks.awaitState(channel, "delivered").get("attempts").asInt()).isEqualTo(11);
    assertThat(webhooks.received().stream().map(Received::id).distinct()).hasSize(1);
  }

  @Test
  void a_receiver_that_responds_with_410_gets_no_further_notifications() {
    var channel = webhooks.createChannel();
    webhooks.receiver.respond((_, _) -> 410);
    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1));

    webhooks.awaitState(channel, "cancelled");
    patiently().until(() -> !channels().getFirst().get("enabled").asBoolean());
    assertThat(channels().getFirst().get("disabled_reason").asText()).contains("410");
    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.SLOW_SYNC, 1));
    assertThat(webhooks.client().deliveries(channel)).hasSize(1);
    assertThat(webhooks.received()).hasSize(1);
  }

  @Test
  void a_delivery_is_retried_if_the_receiver_does_not_respond_in_time() {
    var channel = webhooks.createChannel();
    var hold = new CountDownLatch(1);
    var count = new AtomicInteger();
    webhooks.receiver.respond(
        (_, _) -> {
          if (count.incrementAndGet() == 1) {
            hold.await(60, TimeUnit.SECONDS);
          }
          return 204;
        });

    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1));

    assertThat(webhooks.awaitState(channel, "delivered").get("attempts").asInt()).isEqualTo(2);
    hold.countDown();
    assertThat(webhooks.received().stream().map(Received::id).distinct()).hasSize(1);
  }

  @Test
  void a_delivery_waits_as_long_as_retry_after_requests() {
    var channel = webhooks.createChannel();
    webhooks.receiver.respond(
        (_, exchange) -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          return 429;
        });

    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1));

    patiently().until(() -> webhooks.latest(channel).get("last_status").asInt() == 429);
    var delivery = webhooks.latest(channel);
    var next = Instant.parse(delivery.get("next_attempt_at").asText());
    assertThat(Duration.between(Clock.systemUTC().instant(), next))
        .isGreaterThan(Duration.ofMinutes(50));
  }

  @Test
  void a_receiver_with_the_old_secret_still_verifies_notifications_after_a_rotation() {
    var channel = webhooks.createChannel();
    webhooks.client().requestAsAdmin("POST", "/channels/" + channel + "/secret", "{}");

    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1));

    webhooks.awaitState(channel, "delivered");
    assertThat(webhooks.received()).hasSize(1).allMatch(Received::genuine);
  }

  private List<JsonNode> channels() {
    return webhooks
        .client()
        .requestAsAdmin("GET", "/channels", "")
        .get("channels")
        .valueStream()
        .toList();
  }
}
