package io.syncledger.query.delivery;

import static io.syncledger.query.fixture.ViewTables.patiently;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.query.delivery.fixture.DeliveryClient;
import io.syncledger.query.delivery.fixture.WebhookReceiver;
import io.syncledger.query.delivery.fixture.WebhookReceiver.Received;
import io.syncledger.query.fixture.ReadSide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that delivers quickly and a webhook receiver, with a new organization for each test.
 */
final class WebhookScenario implements AutoCloseable {
  private static final AtomicInteger ORGANIZATIONS = new AtomicInteger();
  private static final String PREFIX = "syncledger.query-api.delivery.";
  private static final Map<String, Object> SETTINGS =
      Map.of(
          PREFIX + "secrets.key",
          "dGVzdHMgZW5jcnlwdCBub3RoaW5nIG9mIHZhbHVlISE=",
          PREFIX + "outbound.allow-http",
          true,
          PREFIX + "outbound.allow-private-addresses",
          true,
          PREFIX + "outbound.timeout",
          "2s",
          PREFIX + "poll-interval",
          "50ms",
          PREFIX + "purge-interval",
          "1s",
          PREFIX + "lease",
          "5s",
          PREFIX + "webhook-retries",
          "100ms,100ms,200ms,500ms,1s,1s,1s,1s,1s");

  final ReadSide readSide = ReadSide.start(SETTINGS);
  final WebhookReceiver receiver = WebhookReceiver.startNew();
  private DeliveryClient client = clientOf(readSide, nextOrganization());

  /** Settings of an instance that delivers, or only keeps notifications. */
  static Map<String, Object> delivering(boolean enabled) {
    var settings = new HashMap<>(SETTINGS);
    settings.put(PREFIX + "enabled", enabled);
    return settings;
  }

  DeliveryClient client() {
    return client;
  }

  /** A client of an instance for an organization. */
  static DeliveryClient clientOf(ReadSide instance, String organization) {
    return new DeliveryClient(instance, organization);
  }

  /** Prepares for the next test. */
  void reset() {
    client.close();
    client = clientOf(readSide, nextOrganization());
    receiver.respond((_, _) -> 204);
  }

  private static String nextOrganization() {
    return "org_hooks_" + ORGANIZATIONS.incrementAndGet();
  }

  /** Creates a webhook of the organization to the receiver and returns its id. */
  String createChannel() {
    return client.createWebhook(receiver).get("id").asText();
  }

  /** The webhooks received about the organization. */
  List<Received> received() {
    return receiver.received().stream()
        .filter(
            one -> one.payload().at("/data/organization_id").asText().equals(client.organization()))
        .toList();
  }

  JsonNode latest(String channel) {
    return client.deliveries(channel).getFirst();
  }

  JsonNode awaitState(String channel, String state) {
    patiently().until(() -> latest(channel).get("state").asText().equals(state));
    return latest(channel);
  }

  void awaitAttempts(String channel, int attempts) {
    patiently().until(() -> latest(channel).get("attempts").asInt() >= attempts);
  }

  @Override
  public void close() {
    client.close();
    receiver.close();
    readSide.close();
  }
}
