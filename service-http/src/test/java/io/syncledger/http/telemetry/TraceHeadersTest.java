package io.syncledger.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  private final TraceHeaders traces =
      new TraceHeaders(
          OpenTelemetry.propagating(
              ContextPropagators.create(W3CTraceContextPropagator.getInstance())));

  @Test
  void the_trace_of_a_record_is_the_one_of_its_writer() {
    var headers = new RecordHeaders();
    try (var _ = Span.wrap(SPAN).makeCurrent()) {
      traces.inject(headers);
    }

    var read = Span.fromContext(traces.extract(headers)).getSpanContext();
    assertThat(read.getTraceId()).isEqualTo(SPAN.getTraceId());
    assertThat(read.getSpanId()).isEqualTo(SPAN.getSpanId());
    assertThat(Traceparent.of(headers)).isEqualTo(TRACEPARENT);
  }

  @Test
  void only_the_trace_of_a_record_is_passed_on() {
    var headers = new RecordHeaders().add("ce_type", new byte[] {1});
    Traceparent.addTo(headers, TRACEPARENT);

    var passedOn = TraceHeaders.traceOnly(headers);

    assertThat(passedOn).hasSize(1);
    assertThat(Traceparent.of(passedOn)).isEqualTo(TRACEPARENT);
  }

  @Test
  void a_traceparent_in_a_row_names_the_span_it_was_taken_from() {
    var text = Traceparent.of(Context.root().with(Span.wrap(SPAN)));

    assertThat(text).isEqualTo(TRACEPARENT);
    assertThat(Traceparent.spanContext(text).getSpanId()).isEqualTo(SPAN.getSpanId());
    assertThat(Traceparent.spanContext("nonsense").isValid()).isFalse();
  }

  @Test
  void without_a_trace_nothing_is_written() {
    var headers = new RecordHeaders();
    Traceparent.addTo(headers, Traceparent.of(Context.root()));

    assertThat(headers).isEmpty();
    assertThat(Traceparent.spanContext(null).isValid()).isFalse();
  }
}
