package io.syncledger.systemtests.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.systemtests.ApiClient;
import io.syncledger.systemtests.StandaloneProcess;
import io.syncledger.testkit.cliniko.ClinikoSimulator;
import io.syncledger.testkit.cliniko.access.RateLimit;
import io.syncledger.testkit.cliniko.fault.ErrorBody;
import io.syncledger.testkit.cliniko.fault.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process after an alert has been raised and before its notification has been delivered.
 */
@Order(3)
@SuppressWarnings("NullAway.Init")
class CrashBeforeDeliveryTest {
  private static final String KEY = "SIMKEY-alerts-au4";

  @TempDir Path directory;

  @Test
  void the_notification_arrives_once_and_under_the_id_of_the_first_attempt() throws Exception {
    try (var cliniko = ClinikoSimulator.builder().apiKey(KEY).rateLimit(RateLimit.none()).start();
        var receivers = AlertReceivers.start(directory)) {
      cliniko.faults().add(Faults.serverError(404, ErrorBody.HTML));
      receivers.receiver().respond((_, _) -> 503);
      var settings = settings(cliniko, receivers);

      var killed = StandaloneProcess.start(directory.resolve("data"), directory, settings);
      for (int run = 0; run < 3; run++) {
        fail(killed.api());
      }
      await().until(() -> !receivers.receiver().answered().isEmpty());
      killed.kill(true);
      receivers.receiver().respond((_, _) -> 204);
      var next = StandaloneProcess.start(directory.resolve("data"), directory, settings);

      await().until(() -> receivers.receiver().answered().contains(204));
      assertThat(receivers.receiver().ids())
          .as("ids of all attempts")
          .containsOnly(receivers.receiver().ids().getFirst());
      next.stop();
      assertThat(receivers.receiver().answered()).filteredOn(status -> status == 204).hasSize(1);
    }
  }

  private static void fail(ApiClient api) {
    var syncId = api.syncAll("org_demo");
    await().untilAsserted(() -> assertThat(api.status(syncId)).isEqualTo("failed"));
  }

  private static Map<String, String> settings(ClinikoSimulator cliniko, AlertReceivers receivers) {
    var settings = new HashMap<>(receivers.settings());
    settings.put("CLINIKO_BASE_URL", cliniko.baseUrl().toString());
    settings.put("CLINIKO_API_KEY", KEY);
    return settings;
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(2));
  }
}
