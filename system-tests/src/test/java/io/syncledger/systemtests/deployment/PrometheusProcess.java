package io.syncledger.systemtests.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncledger.systemtests.ProjectFiles;
import io.syncledger.testkit.server.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A real Prometheus with the deployment's configuration and rules, which scrapes an address chosen
 * by the test, only more often.
 */
final class PrometheusProcess implements AutoCloseable {
  /** How often it scrapes and evaluates rules. */
  static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(1);

  private static final Path BINARY = Path.of("/usr/bin/prometheus");
  private static final Path CONFIGURATION = ProjectFiles.root().resolve("deploy/prometheus");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private PrometheusProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean installed() {
    return Files.isExecutable(BINARY);
  }

  /**
   * @param target the address from which the metrics of all services are scraped
   */
  static PrometheusProcess start(Path directory, URI target) throws IOException {
    var config = Files.readString(CONFIGURATION.resolve("prometheus.yml"));
    Files.writeString(directory.resolve("prometheus.yml"), config.replace(": 15s", ": 1s"));
    Files.createDirectories(directory.resolve("rules"));
    for (var rules : new String[] {"recording.yml", "alerts.yml"}) {
      Files.copy(
          CONFIGURATION.resolve("rules").resolve(rules), directory.resolve("rules").resolve(rules));
    }
    Files.writeString(
        directory.resolve("targets.yml"), "- targets: ['%s']".formatted(target.getAuthority()));
    int port = FreePorts.any();
    var process =
        new ProcessBuilder(
                BINARY.toString(),
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    var prometheus = new PrometheusProcess(process, port);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || prometheus.isReady());
    if (!process.isAlive()) {
      throw new IOException(Files.readString(directory.resolve("prometheus.log")));
    }
    return prometheus;
  }

  /** The current value of an expression. */
  JsonNode query(String expression) {
    return data("/api/v1/query", Map.of("query", expression)).path("result");
  }

  /** The values of an expression over a time range. */
  JsonNode queryRange(GrafanaQueryInterpolator text, String expression) {
    return data(
            "/api/v1/query_range",
            Map.of(
                "query", expression,
                "start", String.valueOf(text.from().getEpochSecond()),
                "end", String.valueOf(text.to().getEpochSecond()),
                "step", String.valueOf(text.interval().toSeconds())))
        .path("result");
  }

  /** The rule groups with the result of each evaluation. */
  JsonNode rules() {
    return data("/api/v1/rules", Map.of()).path("groups");
  }

  /** The values of a label in the matching series. */
  JsonNode labelValues(String label, String series) {
    return data("/api/v1/label/" + label + "/values", Map.of("match[]", series));
  }

  private boolean isReady() {
    try {
      var request = HttpRequest.newBuilder(address("/-/ready")).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private JsonNode data(String path, Map<String, String> parameters) {
    var form =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      var request = HttpRequest.newBuilder(address(path + "?" + form)).build();
      var response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(response.body());
      }
      return JSON.readTree(response.body()).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
