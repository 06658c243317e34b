package io.syncledger.query.projection;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.syncledger.events.wire.Topics;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A span for each trace that a batch carries on, so that a trace ends where its event is seen. */
@Singleton
final class ProjectionTracer {
  /** A batch of more traces than this is a replay, and nobody follows each of them. */
  private static final int TRACES_MAX = 50;

  private static final String TRACEPARENT = "traceparent";

  private static final TextMapGetter<Headers> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
          return Arrays.stream(headers.toArray()).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
          var header = headers == null ? null : headers.lastHeader(key);
          return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
      };

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  ProjectionTracer(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("io.syncledger.query");
    propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  void trace(Batch batch, Runnable write) {
    var spans = start(batch);
    try {
      write.run();
    } catch (RuntimeException e) {
      spans.forEach(span -> span.setStatus(StatusCode.ERROR));
      throw e;
    } finally {
      spans.forEach(Span::end);
    }
  }

  private List<Span> start(Batch batch) {
    Map<String, Headers> traces =
        batch.records().stream()
            .filter(record -> record.topic().equals(Topics.RUNS.name()))
            .filter(record -> record.headers().lastHeader(TRACEPARENT) != null)
            .collect(
                Collectors.toMap(
                    record -> String.valueOf(GETTER.get(record.headers(), TRACEPARENT)),
                    record -> record.headers(),
                    (first, _) -> first));
    return traces.values().stream().limit(TRACES_MAX).map(this::start).toList();
  }

  private Span start(Headers headers) {
    return tracer
        .spanBuilder("project " + Topics.RUNS.name())
        .setSpanKind(SpanKind.CONSUMER)
        .setParent(propagator.extract(Context.root(), headers, GETTER))
        .startSpan();
  }
}
