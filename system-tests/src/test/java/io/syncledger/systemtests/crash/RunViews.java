package io.syncledger.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncId;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.EventJson;
import io.syncledger.events.wire.Topics;
import io.syncledger.systemtests.StandaloneProcess;
import io.syncledger.testkit.kafka.CommittedRecords;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** The state of runs in the views: the compacted topic and query-api's table. */
record RunViews(StandaloneProcess server) {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  /** Waits until all views show exactly these runs. */
  void assertThatAllEqual(Map<SyncId, RunState> runs) {
    var expected = new TreeMap<String, String>();
    runs.forEach((syncId, run) -> expected.put(syncId.value(), json(run)));
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(latestByKey(Topics.RUNS.name())).isEqualTo(expected);
              assertThat(stored()).isEqualTo(expected);
            });
  }

  private Map<String, String> latestByKey(String topic) {
    var latest = new TreeMap<String, String>();
    for (var record : CommittedRecords.of(server.bootstrapServers(), topic)) {
      latest.put(record.key(), json(EventJson.read(record.value(), RunState.class)));
    }
    return latest;
  }

  private Map<String, String> stored() throws Exception {
    var views = new TreeMap<String, String>();
    try (var connection = DriverManager.getConnection(server.jdbcUrl());
        var rows =
            connection
                .createStatement()
                .executeQuery("select sync_id, state from query.sync_logs")) {
      while (rows.next()) {
        views.put(
            rows.getString(1),
            json(
                EventJson.read(
                    rows.getString(2).getBytes(StandardCharsets.UTF_8), RunState.class)));
      }
    }
    return views;
  }

  private static String json(RunState run) {
    return new String(EventJson.write(run), StandardCharsets.UTF_8);
  }
}
