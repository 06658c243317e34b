package io.syncledger.http.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A trace as the text of its W3C {@code traceparent}, for rows that outlive the span. */
public final class Traceparent {
  private Traceparent() {}

  /** The W3C text; null when there is no trace. */
  public static @Nullable String of(Context context) {
    var headers = new RecordHeaders();
    W3CTraceContextPropagator.getInstance().inject(context, headers, TraceHeaders.SETTER);
    return of(headers);
  }

  /** The text that a Kafka record carries; null when it carries none. */
  public static @Nullable String of(Headers headers) {
    return TraceHeaders.GETTER.get(headers, TraceHeaders.TRACEPARENT);
  }

  /** The span that the text names; an invalid one when it names none. */
  public static SpanContext spanContext(@Nullable String traceparent) {
    if (traceparent == null) {
      return SpanContext.getInvalid();
    }
    var headers = new RecordHeaders();
    addTo(headers, traceparent);
    var context =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), headers, TraceHeaders.GETTER);
    return Span.fromContext(context).getSpanContext();
  }

  /** Adds the text, if there is one, to the headers of a Kafka record. */
  public static void addTo(Headers headers, @Nullable String traceparent) {
    if (traceparent != null) {
      headers.add(TraceHeaders.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
    }
  }
}
