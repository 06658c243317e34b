package io.syncledger.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpStatus;
import io.micronaut.runtime.server.EmbeddedServer;
import io.syncledger.events.ErrorType;
import io.syncledger.events.SyncEvent;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.RunState;
import io.syncledger.events.wire.Topics;
import io.syncledger.testkit.kafka.TestKafka;
import io.syncledger.testkit.kafka.TestProducer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a broker of its own. */
class MetricsStreamsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String READINESS = "/health/readiness";
  private static final int RUNS = 12;
  private static final byte[] NONSENSE = {1, 2, 3};

  private final Path directory;
  private final TestKafka kafka = TestKafka.start();
  private final CommittedTopics committed = new CommittedTopics(kafka);

  MetricsStreamsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void a_restart_in_the_middle_of_the_log_loses_and_repeats_nothing() throws Exception {
    var runs = new ArrayList<RunLog>();
    for (int i = 0; i < RUNS; i++) {
      runs.add(
          i % 3 == 0
              ? RunLog.failed("org_" + i % 4, "sync_" + i, ErrorType.RATE_LIMITED, "HTTP_429")
              : RunLog.completed("org_" + i % 4, "sync_" + i, 300));
    }
    var events = interleaved(runs);

    try (var first = service()) {
      patiently().until(() -> readiness(first) == HttpStatus.OK.getCode());
      publish(events.subList(0, events.size() / 2));
      patiently().until(() -> !committed.records(Topics.RUNS).isEmpty());
    }
    publishNonsense();
    try (var second = service()) {
      publish(events.subList(events.size() / 2, events.size()));
      patiently().until(() -> committed.latest(Topics.RUNS).equals(states(runs)));
      assertThat(readiness(second)).isEqualTo(HttpStatus.OK.getCode());
    }

    // Within a transaction only the last state of each run or window is written.
    assertThat(committed.records(Topics.RUNS)).hasSizeBetween(RUNS, events.size());
    long outcomes =
        committed.latest(Topics.HEALTH).values().stream()
            .mapToLong(health -> health.successfulSyncs() + health.failedSyncs())
            .sum();
    assertThat(outcomes).isEqualTo(RUNS);
    long counted =
        committed.latest(Topics.METRICS).values().stream()
            .mapToLong(window -> window.successfulSyncs() + window.failedSyncs())
            .sum();
    assertThat(counted).as("in its hour, its day and its week").isEqualTo(3 * RUNS);
    assertThat(committed.records(Topics.DEAD_LETTERS))
        .singleElement()
        .satisfies(deadLetter -> assertThat(deadLetter.value()).isEqualTo(NONSENSE));
  }

  @Test
  void streams_that_cannot_keep_their_state_start_once_they_can() throws Exception {
    var blocked = Files.writeString(directory.resolve("state"), "Where the state should lie");

    try (var service = service(blocked)) {
      patiently().until(() -> get(service, READINESS).body().contains("CANNOT_START"));
      assertThat(readiness(service)).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE.getCode());
      assertThat(get(service, "/health/liveness").statusCode()).isEqualTo(HttpStatus.OK.getCode());

      Files.delete(blocked);

      patiently().until(() -> readiness(service) == HttpStatus.OK.getCode());
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500));
  }

  private EmbeddedServer service() {
    return service(directory);
  }

  private EmbeddedServer service(Path state) {
    return ApplicationContext.run(
        EmbeddedServer.class,
        Map.of(
            "micronaut.server.port",
            -1,
            "syncledger.tokens.secret",
            "a-secret-for-tests-of-32-bytes-or-more",
            "syncledger.kafka.bootstrap-servers",
            kafka.bootstrapServers(),
            "syncledger.metrics-streams.state-dir",
            state.toString()),
        "metrics-streams");
  }

  private static int readiness(EmbeddedServer service) throws Exception {
    return get(service, READINESS).statusCode();
  }

  private static HttpResponse<String> get(EmbeddedServer service, String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(service.getURL() + path)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private void publish(List<SyncEvent> events) {
    TestProducer.sendEvents(kafka.bootstrapServers(), events);
  }

  private void publishNonsense() {
    try (var producer = TestProducer.ofBytes(kafka.bootstrapServers())) {
      producer.send(new ProducerRecord<>(Topics.EVENTS.name(), "org_1/cliniko", NONSENSE));
    }
  }

  private static List<SyncEvent> interleaved(List<RunLog> runs) {
    var events = new ArrayList<SyncEvent>();
    int longest = runs.stream().mapToInt(run -> run.events().size()).max().orElseThrow();
    for (int i = 0; i < longest; i++) {
      for (var run : runs) {
        if (i < run.events().size()) {
          events.add(run.events().get(i));
        }
      }
    }
    return events;
  }

  private static Map<String, RunState> states(List<RunLog> runs) {
    return runs.stream()
        .map(RunLog::state)
        .collect(Collectors.toMap(state -> state.syncId().value(), Function.identity()));
  }
}
