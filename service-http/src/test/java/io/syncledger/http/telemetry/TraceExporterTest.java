package io.syncledger.http.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.opentelemetry.api.OpenTelemetry;
import io.syncledger.http.TestClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceExporterTest {
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final HttpServer collector = server();

  @BeforeEach
  void collect() {
    collector.createContext(
        "/v1/traces",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  @Test
  void spans_go_to_the_collector_that_is_set() {
    var address = "http://127.0.0.1:" + collector.getAddress().getPort();
    try (var service = service(Map.of("otel.exporter.otlp.endpoint", address))) {
      service.getApplicationContext().getBean(TestClient.class).get("/health/liveness");

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(received).anyMatch(spans -> spans.contains("/health/liveness")));
      assertThat(received).anyMatch(spans -> spans.contains("syncledger"));
    }
  }

  @Test
  void without_a_collector_nothing_tries_to_export() {
    try (var service = service(Map.of())) {
      var telemetry = service.getApplicationContext().getBean(OpenTelemetry.class);

      assertThat(telemetry.toString()).contains("SdkTracerProvider").doesNotContain("Otlp");
    }
  }

  private static EmbeddedServer service(Map<String, Object> settings) {
    return ApplicationContext.run(EmbeddedServer.class, settings, "test");
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
