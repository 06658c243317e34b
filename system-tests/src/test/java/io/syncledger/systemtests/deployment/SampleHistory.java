package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.ErrorType;
import io.syncledger.events.Rejection;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.http.Role;
import io.syncledger.standalone.DemoOrganizations;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.systemtests.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Creates a history with everything that dashboards show: a full sync of the clinic, and an
 * external warehouse import that fails three times in a row, the last time half-way.
 */
final class SampleHistory {
  static final String ORGANIZATION = DemoOrganizations.DEMO.value();

  /** A run with pages, rejected records, a failure and a scheduled retry. */
  static final String RUN = "warehouse_3";

  private static final String SERVICE = "warehouse";
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final StandaloneServer server;
  private final ApiClient api;

  SampleHistory(StandaloneServer server) {
    this.server = server;
    this.api = new ApiClient(server.baseUrl(), server.token());
  }

  /** Creates the history and waits until all of it is visible. */
  void create() throws IOException, InterruptedException {
    var syncId = api.syncAll(ORGANIZATION);
    var emitter = server.token(List.of(DemoOrganizations.DEMO), Set.of(Role.EMITTER));
    var warehouse = new ExternalEmitter(server.baseUrl(), emitter);
    var first = Instant.now().minusSeconds(600);
    for (int i = 1; i < 3; i++) {
      warehouse.emit(
          RunLog.of(ORGANIZATION, SERVICE, "warehouse_" + i, first.plusSeconds(60L * i))
              .started()
              .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
              .events());
    }
    warehouse.emit(
        RunLog.of(ORGANIZATION, SERVICE, RUN, first.plusSeconds(180))
            .started()
            .page(100, 300)
            .pageWithRejections(
                100, 300, List.of(new Rejection("12345", "schema_mismatch", "No date")))
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
            .retryScheduled(2, 60)
            .events());
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(api.status(syncId)).isEqualTo("completed");
              assertThat(api.status(RUN)).isEqualTo("failed");
              var firing = api.get("/api/v1/alerts/" + ORGANIZATION + "?state=firing").text();
              assertThat(firing).contains("consecutive_failures");
            });
  }
}
