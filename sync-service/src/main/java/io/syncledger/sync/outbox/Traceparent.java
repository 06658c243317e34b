package io.syncledger.sync.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The W3C {@code traceparent} of a trace context, for rows that outlive their span. */
public final class Traceparent {
  static final String NAME = "traceparent";

  private static final TextMapGetter<String> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
          return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
          return NAME.equals(key) ? traceparent : null;
        }
      };

  private Traceparent() {}

  /** The header's value; null when there is no trace. */
  public static @Nullable String of(Context context) {
    Map<String, String> carrier = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(context, carrier, Map::put);
    return carrier.get(NAME);
  }

  /** The span that the value names; an invalid one when there is none. */
  static SpanContext spanContext(@Nullable String traceparent) {
    return traceparent == null
        ? SpanContext.getInvalid()
        : Span.fromContext(
                W3CTraceContextPropagator.getInstance()
                    .extract(Context.root(), traceparent, GETTER))
            .getSpanContext();
  }
}
