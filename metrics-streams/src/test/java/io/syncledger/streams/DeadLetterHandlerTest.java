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

  private final TopologyHarness pipeline;

  DeadLetterHandlerTest(@TempDir Path stateDir) {
    pipeline = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void what_is_no_event_is_kept_as_it_came_with_the_reason_and_the_next_event_is_folded() {
    var headers = type("syncledger.SyncStarted.v1");
    headers.add("traceparent", "00-a-b-01".getBytes(StandardCharsets.UTF_8));

    pipeline.sendBytes(new TestRecord<>("org_1/cliniko", NO_EVENT, headers, RunLog.NOON));
    pipeline.append(RunLog.completed("org_1", "sync_1", 100).events());

    var letters = pipeline.deadLetters();
    assertThat(letters).hasSize(1);
    var letter = letters.getFirst();
    assertThat(letter.key()).isEqualTo("org_1/cliniko");
    assertThat(letter.value()).isEqualTo(NO_EVENT);
    assertThat(header(letter.headers(), "ce_type")).isEqualTo("syncledger.SyncStarted.v1");
    assertThat(header(letter.headers(), "traceparent")).isEqualTo("00-a-b-01");
    assertThat(header(letter.headers(), DeadLetter.ERROR_TYPE)).isEqualTo("invalid_event");
    assertThat(header(letter.headers(), DeadLetter.REASON)).contains("data is not JSON");
    assertThat(header(letter.headers(), DeadLetter.ORIGIN)).isEqualTo("sync.events-0@0");
    assertThat(pipeline.run("sync_1").status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(counted("invalid_event")).isEqualTo(1);
  }

  @Test
  void an_event_of_no_known_type_and_one_without_a_body_are_dead_letters() {
    var body = EventJson.write(RunLog.of("org_1", "sync_1").started().events().getFirst());
    pipeline.sendBytes(record("org_1/cliniko", body, "syncledger.SyncStarted.v99"));
    pipeline.sendBytes(record("org_1/cliniko", null, "syncledger.SyncStarted.v1"));
    pipeline.sendBytes(new TestRecord<>("org_1/cliniko", body));

    assertThat(pipeline.deadLetters())
        .extracting(letter -> header(letter.headers(), DeadLetter.REASON))
        .satisfiesExactly(
            reason -> assertThat(reason).contains("is not a published event type"),
            reason -> assertThat(reason).contains("no body"),
            reason -> assertThat(reason).contains("no ce_type"));
    assertThat(pipeline.runs()).isEmpty();
  }

  @Test
  void an_event_under_the_key_of_somebody_else_is_refused() {
    var event = RunLog.of("org_1", "sync_1").started().events().getFirst();

    pipeline.sendBytes(
        record("org_2/cliniko", EventJson.write(event), "syncledger.SyncStarted.v1"));

    var letters = pipeline.deadLetters();
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().value()).isEqualTo(EventJson.write(event));
    assertThat(letters.getFirst().key()).isEqualTo("org_2/cliniko");
    assertThat(header(letters.getFirst().headers(), DeadLetter.ERROR_TYPE))
        .isEqualTo("refused_event");
    assertThat(pipeline.runs()).isEmpty();
    assertThat(counted("refused_event")).isEqualTo(1);
  }

  @Test
  void an_event_older_than_the_retention_makes_no_run_that_is_long_gone() {
    var old = RunLog.completed("org_1", "sync_old", 100);
    var later = RunLog.NOON.plus(TopologyHarness.RETENTION).plus(Duration.ofDays(1));
    pipeline.append(RunLog.of("org_1", "cliniko", "sync_new", later).started().events());
    pipeline.runs();

    pipeline.append(old.events().getLast(), later);

    assertThat(pipeline.runs()).isEmpty();
    assertThat(pipeline.health()).isEmpty();
    assertThat(pipeline.deadLetters())
        .singleElement()
        .extracting(letter -> header(letter.headers(), DeadLetter.REASON))
        .asString()
        .contains("older than");
  }

  @Test
  void a_run_whose_state_grows_without_end_stops_growing_and_stops_nobody() {
    var endless = RunLog.of("org_1", "sync_endless").started();
    for (int i = 0; i < 1500; i++) {
      var resource = "resource_" + i;
      endless.add(envelope -> new PageFetched(envelope, resource, 1, 1, 1, 1L, 1, 1));
    }

    pipeline.append(endless.events());
    pipeline.append(RunLog.completed("org_1", "sync_1", 100).events());

    assertThat(pipeline.deadLetters())
        .isNotEmpty()
        .allSatisfy(
            letter ->
                assertThat(header(letter.headers(), DeadLetter.REASON)).contains("too large"));
    var runs = pipeline.runs();
    assertThat(EventJson.write(Objects.requireNonNull(runs.get("sync_endless"))).length)
        .isLessThan(300_000);
    assertThat(runs).containsKey("sync_1");
  }

  private double counted(String errorType) {
    return pipeline
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
