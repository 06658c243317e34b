package io.syncledger.query.delivery;

import static io.syncledger.query.fixture.Tables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.alert.Notice;
import io.syncledger.events.alert.Rule;
import io.syncledger.query.delivery.fixture.Door;
import io.syncledger.query.delivery.fixture.Receiver.Received;
import io.syncledger.query.delivery.fixture.SomeAlerts;
import io.syncledger.query.fixture.ReadSide;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What dies between a flip and its delivery. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryFaultsTest {
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
  void what_one_alert_tells_arrives_in_order() {
    var channel = hooks.channel();
    var count = new AtomicInteger();
    hooks.receiver.behaves((_, _) -> count.incrementAndGet() < 3 ? 500 : 204);
    var raised = SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1);

    hooks.door().append(raised, SomeAlerts.resolved(raised));

    patiently()
        .until(
            () ->
                hooks.door().deliveries(channel).stream()
                    .allMatch(one -> one.get("state").asText().equals("delivered")));
    assertThat(hooks.received().stream().map(one -> one.payload().get("type").asText()))
        .containsExactly("alert.raised", "alert.raised", "alert.raised", "alert.resolved");
  }

  @Test
  void two_instances_tell_each_notice_once() {
    var channel = hooks.channel();
    try (var _ = hooks.readSide.again()) {
      for (int batch = 0; batch < 10; batch++) {
        int first = batch * 10;
        hooks
            .door()
            .append(
                IntStream.range(first, first + 10)
                    .mapToObj(
                        i -> SomeAlerts.raisedFor(hooks.door().organization(), "service-" + i))
                    .toArray(Notice[]::new));
      }
      patiently()
          .until(
              () ->
                  hooks.door().deliveries(channel).stream()
                          .filter(one -> one.get("state").asText().equals("delivered"))
                          .count()
                      == 100);
    }
    var ids = hooks.received().stream().map(Received::id).toList();
    assertThat(ids).hasSize(100);
    assertThat(new HashSet<>(ids)).hasSize(100);
  }

  @Test
  void what_a_killed_instance_had_in_hand_is_sent_under_the_same_id() {
    var channel = hooks.channel();
    hooks.receiver.stop();
    var raised = SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1);
    hooks.door().append(raised);
    hooks.awaitAttempts(channel, 1);
    // It had claimed the notice, and was gone before it could say what became of it.
    hooks.readSide.execute(
        """
        update alert_deliveries set claim = gen_random_uuid(), state = 'pending', failures = 0,
          next_attempt_at = now() + interval '1 second'
        where channel_id = '%s'
        """
            .formatted(channel));
    hooks.receiver.start();

    hooks.awaitState(channel, "delivered");
    assertThat(hooks.received().stream().map(Received::id))
        .containsExactly("msg_" + raised.alert().fingerprint() + "_1_raised");
  }

  @Test
  void a_restart_between_the_flip_and_its_delivery_loses_nothing_and_doubles_nothing() {
    var organization = hooks.door().organization();
    var before = ReadSide.start(Hooks.delivering(false));
    String channel;
    try (before;
        var door = Hooks.at(before, organization)) {
      channel = door.webhook(hooks.receiver).get("id").asText();
      door.append(SomeAlerts.raised(organization, Rule.STUCK_SYNC, 1));
      assertThat(state(door, channel)).isEqualTo("pending");
    }
    try (var after = before.again(Hooks.delivering(true));
        var door = Hooks.at(after, organization)) {
      patiently().until(() -> state(door, channel).equals("delivered"));
    }
    assertThat(hooks.received()).hasSize(1).allMatch(Received::genuine);
  }

  @Test
  void what_is_old_is_forgotten_unless_it_is_still_to_be_delivered() {
    var channel = hooks.channel();
    var raised = SomeAlerts.raised(hooks.door().organization(), Rule.STUCK_SYNC, 1);
    hooks.door().append(raised);
    hooks.awaitState(channel, "delivered");
    hooks.receiver.behaves(
        (_, exchange) -> {
          exchange.getResponseHeaders().add("Retry-After", "3600");
          return 503;
        });
    hooks.door().append(SomeAlerts.raised(hooks.door().organization(), Rule.SLOW_SYNC, 1));
    hooks.awaitAttempts(channel, 1);
    hooks.readSide.execute(
        ("update alert_notices set created_at = now() - interval '31 days'"
                + " where organization_id = '%s'")
            .formatted(hooks.door().organization()));

    patiently().until(() -> hooks.door().deliveries(channel).size() == 1);
    assertThat(hooks.latest(channel).get("state").asText()).isEqualTo("pending");
  }

  private static String state(Door door, String channel) {
    return door.deliveries(channel).getFirst().get("state").asText();
  }
}
