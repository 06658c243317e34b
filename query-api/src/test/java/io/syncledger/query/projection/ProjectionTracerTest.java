package io.syncledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.telemetry.TraceHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectionTracerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER = "1af7651916cd43dd8448eb211c80319c";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final ProjectionTracer tracer =
      new ProjectionTracer(telemetry, new TraceHeaders(telemetry));

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void every_trace_of_a_batch_continues_to_the_row_that_shows_its_event() {
    tracer.trace(
        batch(List.of(record(TRACE), record(TRACE), record(OTHER), untraced())),
        () -> assertThat(exported.getFinishedSpanItems()).isEmpty());

    assertThat(exported.getFinishedSpanItems())
        .extracting(span -> span.getTraceId(), span -> span.getParentSpanId())
        .containsExactlyInAnyOrder(
            tuple(TRACE, "b7ad6b7169203331"), tuple(OTHER, "b7ad6b7169203331"));
  }

  @Test
  void a_failed_batch_marks_its_traces_as_failed() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                tracer.trace(
                    batch(List.of(record(TRACE))),
                    () -> {
                      throw new IllegalStateException("Said by a test");
                    }));

    assertThat(exported.getFinishedSpanItems())
        .singleElement()
        .satisfies(
            span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
  }

  @Test
  void a_replay_of_many_traces_creates_a_limited_number_of_spans() {
    var records = IntStream.range(0, 500).mapToObj(i -> record("%032x".formatted(i + 1))).toList();

    tracer.trace(batch(records), () -> {});

    assertThat(exported.getFinishedSpanItems()).hasSizeBetween(1, 100);
  }

  private static Batch batch(List<ConsumerRecord<String, byte[]>> records) {
    return new Batch(Map.of(), Map.of(), records);
  }

  private static ConsumerRecord<String, byte[]> untraced() {
    return new ConsumerRecord<>(Topics.RUNS.name(), 0, 0, "sync_1", new byte[0]);
  }

  private static ConsumerRecord<String, byte[]> record(String traceId) {
    var record = untraced();
    var parent = "00-" + traceId + "-b7ad6b7169203331-01";
    record.headers().add("traceparent", parent.getBytes(StandardCharsets.UTF_8));
    return record;
  }
}
