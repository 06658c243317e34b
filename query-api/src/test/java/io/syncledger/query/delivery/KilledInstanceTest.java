package io.syncledger.query.delivery;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.alert.Rule;
import io.syncledger.query.QueryApi;
import io.syncledger.query.delivery.fixture.SampleNotifications;
import io.syncledger.query.delivery.fixture.WebhookReceiver;
import io.syncledger.query.delivery.fixture.WebhookReceiver.Received;
import io.syncledger.query.fixture.ReadSide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while a receiver is handling its webhook. */
class KilledInstanceTest {
  private static final String ORGANIZATION = "org_killed";

  @Test
  void a_kill_between_transition_and_delivery_loses_no_notification_and_repeats_it_under_one_id(
      @TempDir Path directory) throws Exception {
    var held = new CountDownLatch(1);
    try (var receiver = WebhookReceiver.startNew().respond((_, _) -> held(held));
        var quiet = ReadSide.start(WebhookScenario.delivering(false));
        var client = WebhookScenario.clientOf(quiet, ORGANIZATION)) {
      var channel = client.createWebhook(receiver).get("id").asText();
      var raised = SampleNotifications.raised(ORGANIZATION, Rule.STUCK_SYNC, 1);
      client.append(raised);
      var process = instance(quiet, directory);
      try {
        patiently().until(() -> !receiver.received().isEmpty());
      } finally {
        process.destroyForcibly().onExit().orTimeout(60, TimeUnit.SECONDS).join();
        held.countDown();
      }
      assertThat(client.deliveries(channel).getFirst().get("state").asText()).isEqualTo("pending");

      try (var _ = quiet.startAnother(WebhookScenario.delivering(true))) {
        patiently()
            .until(
                () ->
                    client
                        .deliveries(channel)
                        .getFirst()
                        .get("state")
                        .asText()
                        .equals("delivered"));
      }
      assertThat(receiver.received()).hasSizeGreaterThan(1).allMatch(Received::genuine);
      assertThat(receiver.ids()).containsOnly("msg_" + raised.alert().fingerprint() + "_1_raised");
    }
  }

  private static int held(CountDownLatch held) throws InterruptedException {
    held.await(120, TimeUnit.SECONDS);
    return 204;
  }

  /** Starts another process over the same tables. */
  private static Process instance(ReadSide readSide, Path directory) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    readSide.settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
    WebhookScenario.delivering(true)
        .forEach((name, value) -> command.add("-D" + name + "=" + value));
    // Longer than the kill takes, so that the request does not time out before it.
    command.add("-Dsyncledger.query-api.delivery.outbound.timeout=2m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(QueryApi.class.getName());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("instance.log").toFile())
        .start();
  }
}
