package io.syncledger.query.delivery;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.alert.Notification;
import io.syncledger.events.alert.Rule;
import io.syncledger.query.delivery.fixture.DeliveryClient;
import io.syncledger.query.delivery.fixture.SampleNotifications;
import io.syncledger.query.delivery.fixture.WebhookReceiver.Received;
import io.syncledger.query.fixture.ReadSide;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Failures between the state change of an alert and the delivery of its notification. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryFaultsTest {
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
  void notifications_of_one_alert_arrive_in_order() {
    var channel = webhooks.createChannel();
    var count = new AtomicInteger();
    webhooks.receiver.respond((_, _) -> count.incrementAndGet() < 3 ? 500 : 204);
    var raised = SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1);

    webhooks.client().append(raised, SampleNotifications.resolved(raised));

    patiently()
        .until(
            () ->
                webhooks.client().deliveries(channel).stream()
                    .allMatch(one -> one.get("state").asText().equals("delivered")));
    assertThat(webhooks.received().stream().map(one -> one.payload().get("type").asText()))
        .containsExactly("alert.raised", "alert.raised", "alert.raised", "alert.resolved");
  }

  @Test
  void two_instances_deliver_each_notification_once() {
    var channel = webhooks.createChannel();
    try (var _ = webhooks.readSide.startAnother()) {
      for (int batch = 0; batch < 10; batch++) {
        int first = batch * 10;
        webhooks
            .client()
            .append(
                IntStream.range(first, first + 10)
                    .mapToObj(
                        i ->
                            SampleNotifications.raisedFor(
                                webhooks.client().organization(), "service-" + i))
                    .toArray(Notification[]::new));
      }
      patiently()
          .until(
              () ->
                  webhooks.client().deliveries(channel).stream()
                          .filter(one -> one.get("state").asText().equals("delivered"))
                          .count()
                      == 100);
    }
    var ids = webhooks.received().stream().map(Received::id).toList();
    assertThat(ids).hasSize(100);
    assertThat(new HashSet<>(ids)).hasSize(100);
  }

  @Test
  void deliveries_that_a_killed_instance_was_sending_are_sent_under_the_same_id() {
    var channel = webhooks.createChannel();
    webhooks.receiver.stop();
    var raised = SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1);
    webhooks.client().append(raised);
    webhooks.awaitAttempts(channel, 1);
    // An instance claimed the delivery and died before it could record the result.
    webhooks.readSide.execute(
        """
        update alert_deliveries set claim = gen_random_uuid(), state = 'pending', failures = 0,
          next_attempt_at = now() + interval '1 second'
        where channel_id = '%s'
        """
            .formatted(channel));
    webhooks.receiver.start();

    webhooks.awaitState(channel, "delivered");
    assertThat(webhooks.received().stream().map(Received::id))
        .containsExactly("msg_" + raised.alert().fingerprint() + "_1_raised");
  }

  @Test
  void a_restart_between_a_transition_and_its_delivery_loses_and_repeats_nothing() {
    var organization = webhooks.client().organization();
    var before = ReadSide.start(WebhookScenario.delivering(false));
    String channel;
    try (before;
        var client = WebhookScenario.clientOf(before, organization)) {
      channel = client.createWebhook(webhooks.receiver).get("id").asText();
      client.append(SampleNotifications.raised(organization, Rule.STUCK_SYNC, 1));
      assertThat(state(client, channel)).isEqualTo("pending");
    }
    try (var after = before.startAnother(WebhookScenario.delivering(true));
        var client = WebhookScenario.clientOf(after, organization)) {
      patiently().until(() -> state(client, channel).equals("delivered"));
    }
    assertThat(webhooks.received()).hasSize(1).allMatch(Received::genuine);
  }

  @Test
  void old_deliveries_are_deleted_unless_they_are_pending() {
    var channel = webhooks.createChannel();
    var raised = SampleNotifications.raised(webhooks.client().organization(), Rule.STUCK_SYNC, 1);
    webhooks.client().append(raised);
    webhooks.awaitState(channel, "delivered");
    webhooks.receiver.respond(
        (_, exchange) -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          return 503;
        });
    webhooks
        .client()
        .append(SampleNotifications.raised(webhooks.client().organization(), Rule.SLOW_SYNC, 1));
    webhooks.awaitAttempts(channel, 1);
    webhooks.readSide.execute(
        ("update alert_notices set created_at = now() - interval '31 days'"
                + " where organization_id = '%s'")
            .formatted(webhooks.client().organization()));

    patiently().until(() -> webhooks.client().deliveries(channel).size() == 1);
    assertThat(webhooks.latest(channel).get("state").asText()).isEqualTo("pending");
  }

  private static String state(DeliveryClient client, String channel) {
    return client.deliveries(channel).getFirst().get("state").asText();
  }
}
