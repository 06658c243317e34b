package io.syncledger.http.telemetry;

import io.micronaut.tracing.opentelemetry.OpenTelemetryBuilderCustomizer;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Exports spans only when an endpoint is configured. Without {@code OTEL_EXPORTER_OTLP_ENDPOINT}
 * trace ids are still created and propagated, but no exporter keeps retrying against a collector
 * that does not exist.
 */
@Singleton
final class TraceExporterConfiguration implements OpenTelemetryBuilderCustomizer {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";

  @Override
  public void configure(AutoConfiguredOpenTelemetrySdkBuilder builder) {
    builder.addPropertiesCustomizer(
        config ->
            config.getString(ENDPOINT) == null && config.getString(TRACES_ENDPOINT) == null
                ? Map.of("otel.traces.exporter", "none")
                : Map.of());
  }
}
