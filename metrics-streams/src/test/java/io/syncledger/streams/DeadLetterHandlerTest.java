package io.syncledger.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncledger.events.SyncEvent.PageFetched;
import io.syncledger.events.fixture.RunLog;
import io.syncledger.events.fold.RunStatus;
import io.syncledger.events.wire.DeadLetter;
import io.syncledger.events.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterHandlerTest {
  private static final byte[] NO_EVENT = "{\"sync_id\": 7".getBytes(StandardCharsets.UTF_8);

  private final TopologyHarness topology;

  DeadLetterHandlerTest(@TempDir Path stateDir) {
    topology = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void an_invalid_event_is_stored_unchanged_with_the_reason_and_the_next_event_is_folded() {
    var headers = type("syncledger.SyncStarted.v1");
    headers.add("traceparent", "00-a-b-01".getBytes(StandardCharsets.UTF_8));

    topology.sendBytes(new TestRecord<>("org_1/cliniko", NO_EVENT, headers, RunLog.NOON));
    topology.append(RunLog.completed("org_1", "sync_1", 100).events());

    var deadLetters = topology.deadLetters();
    assertThat(deadLetters).hasSize(1);
    var deadLetter = deadLetters.getFirst();
    assertThat(deadLetter.key()).isEqualTo("org_1/cliniko");
    assertThat(deadLetter.value()).isEqualTo(NO_EVENT);
    assertThat(header(deadLetter.headers(), "ce_type")).isEqualTo("syncledger.SyncStarted.v1");
    assertThat(header(deadLetter.headers(), "traceparent")).isEqualTo("00-a-b-01");
    assertThat(header(deadLetter.headers(), DeadLetter.ERROR_TYPE)).isEqualTo("invalid_event");
    assertThat(header(deadLetter.headers(), DeadLetter.REASON)).contains("data is not JSON");
    assertThat(header(deadLetter.headers(), DeadLetter.ORIGIN)).isEqualTo("sync.events-0@0");
    assertThat(topology.run("sync_1").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(counted("invalid_event")).isEqualTo(1);
  }

  @Test
  void an_event_of_unknown_type_and_one_without_a_body_are_dead_letters() {
    var body = EventJson.write(RunLog.of("org_1", "sync_1").started().events().getFirst());
    topology.sendBytes(record("org_1/cliniko", body, "syncledger.SyncStarted.v99"));
    topology.sendBytes(record("org_1/cliniko", null, "syncledger.SyncStarted.v1"));
    topology.sendBytes(new TestRecord<>("org_1/cliniko", body));

    assertThat(topology.deadLetters())
        .extracting(deadLetter -> header(deadLetter.headers(), DeadLetter.REASON))
        .satisfiesExactly(
            reason -> assertThat(reason).contains("is not a published event type"),
            reason -> assertThat(reason).contains("no body"),
            reason -> assertThat(reason).contains("no ce_type"));
    assertThat(topology.runs()).isEmpty();
  }

  @Test
  void an_event_under_the_key_of_another_organization_is_refused() {
    var event = RunLog.of("org_1", "sync_1").started().events().getFirst();

    topology.sendBytes(
        record("org_2/cliniko", EventJson.write(event), "syncledger.SyncStarted.v1"));

    var deadLetters = topology.deadLetters();
    assertThat(deadLetters).hasSize(1);
    assertThat(deadLetters.getFirst().value()).isEqualTo(EventJson.write(event));
    assertThat(deadLetters.getFirst().key()).isEqualTo("org_2/cliniko");
    assertThat(header(deadLetters.getFirst().headers(), DeadLetter.ERROR_TYPE))
        .isEqualTo("refused_event");
    assertThat(topology.runs()).isEmpty();
    assertThat(counted("refused_event")).isEqualTo(1);
  }

  @Test
  void an_event_older_than_the_retention_creates_no_run() {
    var old = RunLog.completed("org_1", "sync_old", 100);
    var later = RunLog.NOON.plus(TopologyHarness.RETENTION).plus(Duration.ofDays(1));
    topology.append(RunLog.of("org_1", "cliniko", "sync_new", later).started().events());
    topology.runs();

    topology.append(old.events().getLast(), later);

    assertThat(topology.runs()).isEmpty();
    assertThat(topology.health()).isEmpty();
    assertThat(topology.deadLetters())
        .singleElement()
        .extracting(deadLetter -> header(deadLetter.headers(), DeadLetter.REASON))
        .asString()
        .contains("older than");
  }

  @Test
  void a_run_whose_state_grows_without_end_stops_growing_and_stops_no_other_run() {
    var endless = RunLog.of("org_1", "sync_endless").started();
    for (int i = 0; i < 1500; i++) {
      var resource = "resource_" + i;
      endless.add(envelope -> new PageFetched(envelope, resource, 1, 1, 1, 1L, 1, 1));
    }

    topology.append(endless.events());
    topology.append(RunLog.completed("org_1", "sync_1", 100).events());

    assertThat(topology.deadLetters())
        .isNotEmpty()
        .allSatisfy(
            deadLetter ->
                assertThat(header(deadLetter.headers(), DeadLetter.REASON)).contains("too large"));
    var runs = topology.runs();
    assertThat(EventJson.write(Objects.requireNonNull(runs.get("sync_endless"))).length)
        .isLessThan(300_000);
    assertThat(runs).containsKey("sync_1");
  }

  private double counted(String errorType) {
    return topology
        .registry
        .get("syncledger.streams.dead.letters")
        .tag("error_type", errorType)
        .counter()
        .count();
  }

  private static TestRecord<String, byte[]> record(
      String key, byte @Nullable [] body, String type) {
    return new TestRecord<>(key, body, type(type), RunLog.NOON);
  }

  private static RecordHeaders type(String name) {
    var headers = new RecordHeaders();
    headers.add("ce_type", name.getBytes(StandardCharsets.UTF_8));
    return headers;
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
