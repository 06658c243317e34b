package io.syncledger.query.stream;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.http.Role;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.query.fixture.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Checks how a stream starts, idles and ends, on real components. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamLifecycleTest {
  private static final int MOST = 3;

  private final ReadSide readSide =
      ReadSide.start(
          Map.of("syncledger.query-api.streams", MOST, "syncledger.query-api.heartbeat", "500ms"));
  private final FoldedLogWriter log = new FoldedLogWriter();

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void an_idle_stream_sends_heartbeats() throws Exception {
    try (var client = listen("org_silent", null)) {
      patiently().until(() -> client.comments().size() >= 2);
      assertThat(client.comments().getFirst().comment()).isEqualTo("heartbeat");
      assertThat(client.events()).isEmpty();
    }
  }

  @Test
  void more_streams_than_allowed_are_refused_until_one_is_closed() throws Exception {
    patiently().until(() -> open() == 0);
    try (var first = listen("org_1", null);
        var second = listen("org_1", null)) {
      try (var third = listen("org_1", null);
          var refused = listen("org_1", null)) {
        assertThat(List.of(first.status(), second.status(), third.status())).containsOnly(200);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
      }
      patiently().until(() -> open() < MOST);
      try (var next = listen("org_1", null)) {
        assertThat(next.status()).isEqualTo(200);
      }
    }
    patiently().until(() -> open() == 0);
  }

  @Test
  void a_stream_ends_when_its_token_expires() throws Exception {
    var brief = readSide.token(Duration.ofSeconds(8), Set.of(Role.VIEWER), "org_brief");

    try (var client = SseClient.connect(readSide, "org_brief", brief, null)) {
      assertThat(client.status()).isEqualTo(200);
      patiently().until(client::ended);
    }
  }

  @Test
  void a_lost_connection_for_notifications_is_opened_again() throws Exception {
    var listening =
        "select pid from pg_stat_activity where datname = current_database()"
            + " and (query ilike 'listen %' or query = 'select 1')";
    patiently().until(() -> !readSide.rows(listening).isEmpty());
    var lost = readSide.rows(listening);
    try (var client = listen("org_lost", null)) {
      assertThat(client.status()).isEqualTo(200);
      readSide.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
      log.append(RunLog.completed("org_lost", "sync_lost", 10).events());

      patiently()
          .until(
              () -> {
                try (var next = listen("org_lost", null)) {
                  // One that met a lost connection has ended; its client would come again.
                  patiently()
                      .until(
                          () ->
                              next.ended()
                                  || !next.comments().isEmpty()
                                  || !next.events().isEmpty());
                  return statusOf(next).equals("completed");
                }
              });
    }
    patiently()
        .until(
            () ->
                !readSide.rows(listening).isEmpty()
                    && lost.stream().noneMatch(readSide.rows(listening)::contains));
  }

  private SseClient listen(String organization, @Nullable String lastEventId) throws Exception {
    return SseClient.connect(readSide, organization, readSide.viewer(organization), lastEventId);
  }

  private double open() throws Exception {
    var metrics = readSide.get("/prometheus").body();
    return metrics
        .lines()
        .filter(line -> line.startsWith("syncledger_live_streams_open "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String statusOf(SseClient client) {
    return client.events().isEmpty() ? "" : field(client.events().getLast(), "status");
  }

  private static String field(SseClient.ReceivedEvent event, String name) {
    try {
      return new JsonMapper().readTree(event.data()).get(name).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
