package io.syncledger.http.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Carries a trace in the headers of Kafka records. */
@Singleton
public final class TraceHeaders {
  static final String TRACEPARENT = "traceparent";

  static final TextMapSetter<Headers> SETTER =
      (headers, name, value) -> {
        if (headers != null) {
          headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
      };

  static final TextMapGetter<Headers> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
          return Arrays.stream(headers.toArray()).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
          var header = headers == null ? null : headers.lastHeader(name);
          return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
      };

  private static final List<String> W3C = List.of(TRACEPARENT, "tracestate");

  private final TextMapPropagator propagator;

  public TraceHeaders(OpenTelemetry telemetry) {
    propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /** Adds the current trace to a record. */
  public void inject(Headers headers) {
    propagator.inject(Context.current(), headers, SETTER);
  }

  /** The trace that a record carries, as the parent of a new span. */
  public Context extract(Headers headers) {
    return propagator.extract(Context.root(), headers, GETTER);
  }

  /**
   * The trace of a record without its other headers, which do not apply to records derived from it.
   */
  public static Headers traceOnly(Headers headers) {
    var trace = new RecordHeaders();
    for (var name : W3C) {
      var header = headers.lastHeader(name);
      if (header != null) {
        trace.add(header);
      }
    }
    return trace;
  }
}
