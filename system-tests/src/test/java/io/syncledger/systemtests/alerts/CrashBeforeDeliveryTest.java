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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process after an alert has been raised and before its notification has been delivered.
 */
@SuppressWarnings("NullAway.Init")
class CrashBeforeDeliveryTest {
  private static final String KEY = "SIMKEY-alerts-au4";

  @TempDir Path directory;

  @Test
  void the_notice_arrives_once_and_under_the_id_of_the_first_attempt() throws Exception {
    try (var cliniko = ClinikoSimulator.builder().apiKey(KEY).rateLimit(RateLimit.none()).start();
        var onCall = AlertReceivers.start(directory)) {
      cliniko.faults().add(Faults.serverError(404, ErrorBody.HTML));
      onCall.receiver().respond((_, _) -> 503);
      var settings = settings(cliniko, onCall);

      var killed = StandaloneProcess.start(directory.resolve("data"), directory, settings);
      for (int run = 0; run < 3; run++) {
        fail(killed.api());
      }
      patiently().until(() -> !onCall.receiver().answered().isEmpty());
      killed.kill(true);
      onCall.receiver().respond((_, _) -> 204);
      var next = StandaloneProcess.start(directory.resolve("data"), directory, settings);

      patiently().until(() -> onCall.receiver().answered().contains(204));
      assertThat(onCall.receiver().ids())
          .as("ids of all attempts")
          .containsOnly(onCall.receiver().ids().getFirst());
      next.stop();
      assertThat(onCall.receiver().answered()).filteredOn(status -> status == 204).hasSize(1);
    }
  }

  private static void fail(ApiClient api) {
    var syncId = api.syncAll("org_demo");
    patiently().untilAsserted(() -> assertThat(api.status(syncId)).isEqualTo("failed"));
  }

  private static Map<String, String> settings(ClinikoSimulator cliniko, AlertReceivers onCall) {
    var settings = new HashMap<>(onCall.settings());
    settings.put("CLINIKO_BASE_URL", cliniko.baseUrl().toString());
    settings.put("CLINIKO_API_KEY", KEY);
    return settings;
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofMinutes(2));
  }
}
