package io.syncledger.systemtests.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.SyncEvent.SyncStarted;
import io.syncledger.events.wire.Topics;
import io.syncledger.query.delivery.fixture.AlertmanagerProcess;
import io.syncledger.standalone.StandaloneOptions;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.systemtests.ApiClient;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import io.syncledger.testkit.kafka.CommittedRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert notifications, tested on the whole product. */
@SuppressWarnings("NullAway.Init")
class AlertingTest {
  private static final String ORGANIZATION = "org_demo";
  private static final String RULE = "consecutive_failures";

  @TempDir Path directory;

  private AlertReceivers receivers;
  private StandaloneServer server;
  private ApiClient api;

  @BeforeEach
  void start() throws Exception {
    receivers = AlertReceivers.start(directory);
    server = StandaloneServer.start(new StandaloneOptions(0, null, receivers.settings()));
    api = new ApiClient(server.baseUrl(), server.token());
  }

  @AfterEach
  void stop() {
    server.close();
    receivers.close();
  }

  @Test
  void three_failures_are_one_notification_on_each_channel_and_a_success_is_one_recovery() {
    cliniko().faults().add(Faults.serverError(404, ErrorBody.HTML));
    var failures = new ArrayList<String>();
    for (int run = 0; run < 3; run++) {
      failures.add(terminalEventId(sync("failed")));
    }

    await()
        .until(() -> receivers.webhookEvents().size() >= 1 && receivers.mailSubjects().size() >= 1);
    await().until(() -> !AlertmanagerProcess.installed() || receivers.isFiringInAlertmanager(RULE));
    var health = api.get("/api/v1/monitoring/" + ORGANIZATION + "/cliniko/health").json();
    assertThat(health.path("status").asText()).isEqualTo("unhealthy");
    assertThat(health.path("because").valueStream().map(JsonNode::asText))
        .containsExactlyElementsOf(failures);

    cliniko().faults().clear();
    sync("completed");

    await()
        .until(() -> receivers.webhookEvents().size() >= 2 && receivers.mailSubjects().size() >= 2);
    await()
        .until(() -> !AlertmanagerProcess.installed() || !receivers.isFiringInAlertmanager(RULE));
    await().until(() -> pendingDeliveries() == 0);
    assertThat(receivers.webhookEvents())
        .containsExactly("alert.raised " + RULE, "alert.resolved " + RULE);
    assertThat(receivers.mailSubjects()).hasSize(2);
    assertThat(CommittedRecords.of(server.bootstrapServers(), Topics.ALERTS.name())).hasSize(2);
  }

  @Test
  void a_hanging_run_is_reported_although_no_further_event_arrives() {
    var limits = "{\"stuck_running_seconds\": 1, \"stuck_silence_seconds\": 2}";
    assertThat(api.put("/api/v1/alerts/" + ORGANIZATION + "/settings", limits).status())
        .isEqualTo(200);
    cliniko().faults().add(Faults.latency(Duration.ofMinutes(2)));

    var syncId = api.syncAll(ORGANIZATION);

    await().until(() -> receivers.webhookEvents().contains("alert.raised stuck_sync"));
    assertThat(events(syncId)).hasOnlyElementsOfType(SyncStarted.class);
  }

  private ClinikoSimulator cliniko() {
    return server.cliniko().orElseThrow();
  }

  /** Runs a sync, waits for its status and returns its id. */
  private String sync(String status) {
    var syncId = api.syncAll(ORGANIZATION);
    await().untilAsserted(() -> assertThat(api.status(syncId)).isEqualTo(status));
    return syncId;
  }

  private String terminalEventId(String syncId) {
    return events(syncId).stream()
        .filter(SyncEvent.Terminal.class::isInstance)
        .map(event -> event.envelope().id().toString())
        .collect(Collectors.joining());
  }

  private List<SyncEvent> events(String syncId) {
    var reader = Topics.EVENTS.value().deserializer();
    return CommittedRecords.of(server.bootstrapServers(), Topics.EVENTS.name()).stream()
        .map(record -> reader.deserialize(record.topic(), record.headers(), record.value()))
        .filter(event -> event.envelope().syncId().value().equals(syncId))
        .toList();
  }

  private long pendingDeliveries() {
    return api.get("/api/v1/alerts/" + ORGANIZATION + "/deliveries?state=pending")
        .json()
        .path("deliveries")
        .size();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }
}
