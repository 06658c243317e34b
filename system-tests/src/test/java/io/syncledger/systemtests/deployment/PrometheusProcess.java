package io.syncledger.systemtests.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncledger.systemtests.ProjectFiles;
import io.syncledger.testkit.server.FreePorts;
import io.syncledger.testkit.server.RestClient;
import io.syncledger.testkit.server.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real Prometheus with the deployment's configuration and rules, which scrapes an address chosen
 * by the test, only more often.
 */
final class PrometheusProcess implements AutoCloseable {
  /** The interval of scrapes and rule evaluations. */
  static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(1);

  private static final Path BINARY = Path.of("/usr/bin/prometheus");
  private static final Path CONFIGURATION = ProjectFiles.root().resolve("deploy/prometheus");

  private final TestProcess process;
  private final RestClient rest;

  private PrometheusProcess(TestProcess process, RestClient rest) {
    this.process = process;
    this.rest = rest;
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
    var command =
        List.of(
            BINARY.toString(),
            "--config.file=" + directory.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn");
    var rest = RestClient.of(URI.create("http://127.0.0.1:" + port));
    var process =
        TestProcess.start(command, Map.of(), directory.resolve("prometheus.log"))
            .awaitReady(Duration.ofSeconds(60), () -> rest.responds("/-/ready"));
    return new PrometheusProcess(process, rest);
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

  private JsonNode data(String path, Map<String, String> parameters) {
    var form =
        parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var response = rest.get(path + "?" + form);
    if (response.status() != 200) {
      throw new AssertionError(response.text());
    }
    return response.json().path("data");
  }

  @Override
  public void close() {
    process.close();
  }
}
