package io.syncledger.query.delivery;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.alert.AlertMessage;
import io.syncledger.events.alert.Notification.Kind;
import io.syncledger.events.alert.Rule;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.Role;
import io.syncledger.query.delivery.fixture.AlertmanagerProcess;
import io.syncledger.query.delivery.fixture.DeliveryClient;
import io.syncledger.query.delivery.fixture.SampleNotifications;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.testkit.kafka.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Delivers to the channels of the deployment, each of them a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeploymentChannelsTest {
  private DeploymentChannelServers servers;
  private ReadSide readSide;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    servers = DeploymentChannelServers.start(directory);
    readSide = ReadSide.start(servers.settings());
  }

  @AfterAll
  void stop() {
    readSide.close();
    servers.close();
  }

  @Test
  void an_alert_fires_at_the_alertmanager_until_it_is_resolved() {
    assumeTrue(AlertmanagerProcess.installed(), "prometheus-alertmanager is not installed");
    var raised = SampleNotifications.raised("org_pager", Rule.CONSECUTIVE_FAILURES, 1);
    try (var client = client("org_pager")) {
      client.append(raised);

      patiently()
          .until(() -> servers.alertmanager().firing("organization_id", "org_pager").isPresent());
      var firing = servers.alertmanager().firing("organization_id", "org_pager").orElseThrow();
      assertThat(firing.get("labels").toString())
          .isEqualTo(
              """
              {"alertname":"SyncledgerConsecutiveFailures","organization_id":"org_pager",\
              "rule":"consecutive_failures","service":"cliniko","severity":"critical"}\
              """);
      assertThat(firing.at("/annotations/summary").asText()).isEqualTo("No event for 60 s");
      assertThat(firing.at("/annotations/because").asText()).isEqualTo("sync_1/0, sync_1/7");
      var end = Instant.parse(firing.get("endsAt").asText());
      // Posted again before it resolves by itself.
      patiently().until(() -> end("org_pager").isAfter(end.plusSeconds(4)));

      client.append(SampleNotifications.resolved(raised));
      patiently()
          .until(() -> servers.alertmanager().firing("organization_id", "org_pager").isEmpty());
      patiently()
          .until(
              () ->
                  client.deliveries("deployment-alertmanager").stream()
                      .allMatch(one -> one.get("next_attempt_at").isNull()));
      assertThat(client.deliveries("deployment-alertmanager"))
          .hasSize(2)
          .allMatch(one -> one.get("state").asText().equals("delivered"));
    }
  }

  private Instant end(String organization) {
    return servers
        .alertmanager()
        .firing("organization_id", organization)
        .map(alert -> Instant.parse(alert.get("endsAt").asText()))
        .orElse(Instant.EPOCH);
  }

  @Test
  void an_incident_is_one_alert_for_the_channels_of_the_deployment() {
    assumeTrue(AlertmanagerProcess.installed(), "prometheus-alertmanager is not installed");
    var alert = SampleNotifications.raised("org_of_incident", Rule.STUCK_SYNC, 1);
    try (var client = client("org_of_incident")) {
      client.append(
          SampleNotifications.partOfIncident(alert, "incident-1"),
          SampleNotifications.incident(Kind.RAISED, "incident-1"));

      patiently()
          .until(() -> servers.alertmanager().firing("incident_id", "incident-1").isPresent());
      var firing = servers.alertmanager().firing("incident_id", "incident-1").orElseThrow();
      assertThat(firing.at("/annotations/summary").asText())
          .isEqualTo("Syncs of cliniko fail with HTTP_503 at 12 organizations");
      assertThat(servers.alertmanager().firing("organization_id", "org_of_incident")).isEmpty();
      assertThat(channelsOf(client)).containsExactly("deployment-topic");

      client.append(SampleNotifications.incident(Kind.RESOLVED, "incident-1"));
      patiently().until(() -> servers.alertmanager().firing("incident_id", "incident-1").isEmpty());
    }
  }

  @Test
  void channels_notified_of_an_alert_are_notified_of_its_end_even_if_it_joined_an_incident() {
    var raised = SampleNotifications.raised("org_joined", Rule.STUCK_SYNC, 1);
    try (var client = client("org_joined")) {
      client.append(raised);
      client.append(
          SampleNotifications.partOfIncident(SampleNotifications.resolved(raised), "incident-2"));

      assertThat(channelsOf(client))
          .containsExactlyInAnyOrder(
              "deployment-topic",
              "deployment-topic",
              "deployment-alertmanager",
              "deployment-alertmanager",
              "deployment-webhook",
              "deployment-webhook",
              "deployment-email",
              "deployment-email");
    }
  }

  private static List<String> channelsOf(DeliveryClient client) {
    return client
        .requestAsAdmin("GET", "/deliveries", "")
        .get("deliveries")
        .valueStream()
        .map(one -> one.get("channel_id").asText())
        .toList();
  }

  @Test
  void a_mail_states_what_fires_where_and_since_when_in_plain_text() throws Exception {
    try (var client = client("org_mail")) {
      var raised = SampleNotifications.raised("org_mail", Rule.STUCK_SYNC, 1);
      client.append(raised, SampleNotifications.resolved(raised));
      patiently().until(() -> servers.mails("org_mail").size() == 2);

      var first = servers.mails("org_mail").getFirst();
      assertThat(first.getSubject()).isEqualTo("[Syncledger] firing: No event for 60 s");
      assertThat(first.getFrom()[0]).hasToString("syncledger@example.org");
      assertThat(first.getAllRecipients()[0]).hasToString("ops@example.org");
      assertThat(first.getContentType()).startsWith("text/plain");
      assertThat(first.getMessageID())
          .isEqualTo("<" + raised.alert().fingerprint() + ".1.raised@syncledger>");
      assertThat(first.getContent().toString())
          .contains(
              "Organization: org_mail",
              "Service: cliniko",
              "Rule: stuck_sync",
              "Because of events: sync_1/0, sync_1/7",
              "Since: " + "2025-06-30T12:00:00.000Z (UTC)");
      assertThat(servers.mails("org_mail").getLast().getContent().toString())
          .contains("Resolved: ");
    }
  }

  @Test
  void the_topic_holds_each_transition_of_an_alert_under_its_fingerprint() {
    var raised = SampleNotifications.raised("org_topic", Rule.DATA_DRIFT, 1);
    try (var client = client("org_topic")) {
      client.append(raised, SampleNotifications.resolved(raised));
      patiently()
          .until(
              () ->
                  client.deliveries("deployment-topic").stream()
                      .allMatch(one -> one.get("state").asText().equals("delivered")));
      var beginning = client.deliveries("deployment-topic").getLast().get("id").asInt();
      // The old state would be taken for the current one.
      var path = "/org_topic/deliveries/" + beginning + "/redeliver";
      assertThat(client.request(Role.OPERATOR, "POST", path, "").statusCode()).isEqualTo(409);
    }

    assertThat(transitions(raised.alert().fingerprint(), 2))
        .containsExactly(
            new AlertMessage.AlertRaised(raised.alert()),
            new AlertMessage.AlertResolved(SampleNotifications.resolved(raised).alert()));
  }

  private static List<AlertMessage> transitions(String fingerprint, int count) {
    var settings =
        Map.<String, Object>of(
            "bootstrap.servers",
            TestKafka.shared().bootstrapServers(),
            "group.id",
            "transitions-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest");
    var transitions = new ArrayList<AlertMessage>();
    try (var consumer =
        new KafkaConsumer<>(
            settings, new StringDeserializer(), Topics.ALERTS.value().deserializer())) {
      consumer.subscribe(List.of(Topics.ALERTS.name()));
      patiently()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (record.key().equals(fingerprint)) {
                            transitions.add(record.value());
                          }
                        });
                return transitions.size() >= count;
              });
    }
    return transitions;
  }

  @Test
  void a_test_sends_through_every_channel_and_reports_the_results() {
    assumeTrue(AlertmanagerProcess.installed(), "prometheus-alertmanager is not installed");
    try (var client = client("org_trial")) {
      var response = client.request(Role.OPERATOR, "POST", "/test", "");

      assertThat(response.statusCode()).isEqualTo(200);
      var body = DeliveryClient.json(response.body());
      assertThat(body.get("channels").valueStream().map(DeploymentChannelsTest::testResult))
          .containsExactlyInAnyOrder(
              "topic true accepted",
              "alertmanager true accepted",
              "webhook true accepted",
              "email true accepted");
      assertThat(body.get("success").asBoolean()).isTrue();
      assertThat(servers.mails("org_trial")).hasSize(1);
      assertThat(servers.alertmanager().firing("organization_id", "org_trial")).isPresent();
      assertThat(servers.receiver().received())
          .anyMatch(one -> one.genuine() && one.id().startsWith("msg_test_"));
      assertThat(client.request(Role.VIEWER, "POST", "/test", "").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void attempts_are_counted_by_kind_and_outcome_from_zero_on() throws Exception {
    var metrics = readSide.get("/prometheus").body();

    for (var kind : ChannelKind.values()) {
      for (var outcome : List.of("delivered", "retried", "failed", "cancelled")) {
        assertThat(metrics)
            .contains(
                "syncledger_alert_delivery_attempts_total{kind=\"%s\",outcome=\"%s\"}"
                    .formatted(kind, outcome));
      }
    }
    assertThat(metrics)
        .contains(
            "syncledger_alert_delivery_pending ",
            "syncledger_alert_delivery_oldest_timestamp_seconds ");
  }

  private static String testResult(JsonNode channel) {
    return "%s %s %s"
        .formatted(
            channel.get("kind").asText(),
            channel.get("delivered").asBoolean(),
            channel.get("message").asText());
  }

  private DeliveryClient client(String organization) {
    return new DeliveryClient(readSide, organization);
  }
}
