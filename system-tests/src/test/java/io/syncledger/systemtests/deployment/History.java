package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.syncledger.events.ErrorType;
import io.syncledger.events.Reject;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.http.Role;
import io.syncledger.standalone.StandaloneServer;
import io.syncledger.systemtests.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A short past of an organisation that leaves nothing out: a full sync of the clinic, and a
 * warehouse of somebody else's whose imports fail three times in a row, the last one in the middle.
 */
final class History {
  static final String ORGANIZATION = StandaloneServer.DEMO.value();

  /** A run with pages, rejected records, a failure and an announced retry. */
  static final String RUN = "warehouse_3";

  private static final String SERVICE = "warehouse";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final StandaloneServer server;
  private final Api api;

  History(StandaloneServer server) {
    this.server = server;
    this.api = new Api(server.baseUrl(), server.token());
  }

  /** Returns when all of it can be seen. */
  void make() throws IOException, InterruptedException {
    var syncId = api.syncAll(ORGANIZATION);
    var emitter = server.token(List.of(StandaloneServer.DEMO), Set.of(Role.EMITTER));
    var warehouse = new Outsider(server.baseUrl(), emitter);
    var first = Instant.now().minusSeconds(600);
    for (int i = 1; i < 3; i++) {
      warehouse.say(
          RunLog.of(ORGANIZATION, SERVICE, "warehouse_" + i, first.plusSeconds(60L * i))
              .started()
              .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
              .events());
    }
    warehouse.say(
        RunLog.of(ORGANIZATION, SERVICE, RUN, first.plusSeconds(180))
            .started()
            .page(100, 300)
            .pageWithRejects(100, 300, List.of(new Reject("12345", "schema_mismatch", "No date")))
            .failed(ErrorType.SOURCE_UNAVAILABLE, "HTTP_503")
            .retryScheduled(2, 60)
            .events());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(api.status(syncId)).isEqualTo("completed");
              assertThat(api.status(RUN)).isEqualTo("failed");
              var firing = api.get("/api/v1/alerts/" + ORGANIZATION + "?state=firing").text();
              assertThat(firing).contains("consecutive_failures");
            });
  }
}
