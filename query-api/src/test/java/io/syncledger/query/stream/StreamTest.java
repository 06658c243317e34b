package io.syncledger.query.stream;

import static io.syncledger.query.fixture.ViewTables.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.query.fixture.FoldedLogWriter;
import io.syncledger.query.fixture.ReadSide;
import io.syncledger.query.fixture.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Checks what a live stream sends, on real components. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTest {
  private final ReadSide readSide =
      ReadSide.start(Map.of("syncledger.query-api.heartbeat", "500ms"));
  private final FoldedLogWriter log = new FoldedLogWriter();

  @AfterAll
  void close() {
    log.close();
    readSide.close();
  }

  @Test
  void a_client_receives_the_present_state_and_then_every_change() throws Exception {
    var run = RunLog.of("org_watch", "sync_watch").started().page(100, 200);
    log.append(RunLog.completed("org_watch", "sync_before", 10).events());
    log.append(run.events());
    awaitRow("sync_watch", 2);

    try (var client = listen("org_watch", null)) {
      patiently().until(() -> client.events().size() >= 2);
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      assertThat(client.header("Syncledger-Watermark")).isPresent();
      assertThat(syncIds(client)).containsExactlyInAnyOrder("sync_before", "sync_watch");

      var all = run.page(100, 200).completed().events();
      log.append(all.subList(3, all.size()));
      patiently().until(() -> percentages(client, "sync_watch").contains(100.0));
      assertThat(percentages(client, "sync_watch")).isSorted().endsWith(100.0);
      assertThat(client.events()).allSatisfy(e -> assertThat(e.event()).isEqualTo("progress"));
    }
  }

  @Test
  void a_client_that_reconnects_receives_what_it_missed_and_nothing_else() throws Exception {
    var run = RunLog.of("org_back", "sync_back").started();
    log.append(run.events());
    awaitRow("sync_back", 0);
    String last;
    try (var client = listen("org_back", null)) {
      patiently().until(() -> client.events().size() == 1);
      last = Objects.requireNonNull(client.events().getFirst().id());
    }

    try (var client = listen("org_back", last)) {
      patiently().until(() -> !client.comments().isEmpty());
      assertThat(client.events()).isEmpty();
    }
    log.append(run.allPages(100).completed().events().subList(1, 4));
    log.append(RunLog.completed("org_back", "sync_other", 10).events());
    awaitRow("sync_back", 3);
    awaitRow("sync_other", 3);

    try (var client = listen("org_back", last)) {
      patiently()
          .until(() -> Set.copyOf(syncIds(client)).equals(Set.of("sync_back", "sync_other")));
      patiently().until(() -> !client.comments().isEmpty());
      assertThat(client.events()).hasSize(2);
      var caughtUp = client.events().getLast().id();
      try (var again = listen("org_back", caughtUp)) {
        patiently().until(() -> !again.comments().isEmpty());
        assertThat(again.events()).isEmpty();
      }
    }
  }

  @Test
  void an_event_id_of_another_log_is_ignored() throws Exception {
    log.append(RunLog.completed("org_alien", "sync_alien", 10).events());
    awaitRow("sync_alien", 3);

    for (var id : List.of("0-99999999", "nonsense")) {
      try (var client = listen("org_alien", id)) {
        patiently().until(() -> syncIds(client).equals(List.of("sync_alien")));
      }
    }
  }

  @Test
  void clients_see_only_runs_of_their_own_organizations() throws Exception {
    try (var client = listen("org_mine", null)) {
      log.append(RunLog.completed("org_yours", "sync_yours", 10).events());
      log.append(RunLog.completed("org_mine", "sync_mine", 10).events());

      patiently().until(() -> statusOf(client).equals("completed"));
      assertThat(syncIds(client)).containsOnly("sync_mine");
    }
  }

  private SseClient listen(String organization, @Nullable String lastEventId) throws Exception {
    return SseClient.connect(readSide, organization, readSide.viewer(organization), lastEventId);
  }

  private void awaitRow(String syncId, long lastSequence) {
    patiently()
        .until(
            () ->
                !readSide
                    .rows(
                        "select 1 from sync_logs where sync_id = '%s' and (state ->> 'last_sequence')::int >= %d"
                            .formatted(syncId, lastSequence))
                    .isEmpty());
  }

  private static List<String> syncIds(SseClient client) {
    return client.events().stream().map(event -> field(event, "sync_id")).toList();
  }

  private static String statusOf(SseClient client) {
    return client.events().isEmpty() ? "" : field(client.events().getLast(), "status");
  }

  private static List<Double> percentages(SseClient client, String syncId) {
    return client.events().stream()
        .filter(event -> field(event, "sync_id").equals(syncId))
        .map(event -> Double.valueOf(field(event, "progress_percentage")))
        .toList();
  }

  private static String field(SseClient.ReceivedEvent event, String name) {
    try {
      return new JsonMapper().readTree(event.data()).get(name).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
