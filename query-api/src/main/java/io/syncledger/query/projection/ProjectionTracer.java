package io.syncledger.query.projection;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.syncledger.events.wire.Topics;
import io.syncledger.http.telemetry.TraceHeaders;
import io.syncledger.http.telemetry.Traceparent;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Adds a span to each trace that a batch carries, so that a trace ends where its event becomes
 * visible.
 */
@Singleton
final class ProjectionTracer {
  /** A batch with more traces is a replay, whose single traces are of no interest. */
  private static final int TRACES_MAX = 50;

  private final Tracer tracer;
  private final TraceHeaders traceHeaders;

  ProjectionTracer(OpenTelemetry telemetry, TraceHeaders traceHeaders) {
    this.tracer = telemetry.getTracer("io.syncledger.query");
    this.traceHeaders = traceHeaders;
  }

  void trace(Batch batch, Runnable write) {
    var spans = startSpans(batch);
    try {
      write.run();
    } catch (RuntimeException e) {
      spans.forEach(span -> span.setStatus(StatusCode.ERROR));
      throw e;
    } finally {
      spans.forEach(Span::end);
    }
  }

  private List<Span> startSpans(Batch batch) {
    var seen = new HashSet<String>();
    return batch.records().stream()
        .filter(record -> record.topic().equals(Topics.RUNS.name()))
        .map(ConsumerRecord::headers)
        .filter(headers -> Traceparent.of(headers) != null)
        .filter(headers -> seen.add(Objects.requireNonNull(Traceparent.of(headers))))
        .limit(TRACES_MAX)
        .map(this::startSpan)
        .toList();
  }

  private Span startSpan(Headers headers) {
    return tracer
        .spanBuilder("project " + Topics.RUNS.name())
        .setSpanKind(SpanKind.CONSUMER)
        .setParent(traceHeaders.extract(headers))
        .startSpan();
  }
}
