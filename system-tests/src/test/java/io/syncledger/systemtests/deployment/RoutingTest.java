package io.syncledger.systemtests.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.syncledger.systemtests.ProjectFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The proxy's routes against the paths that each service documents for itself. */
class RoutingTest {
  private static final List<String> SERVICES =
      List.of("sync-service", "ingest-service", "query-api");

  @TempDir Path directory;

  private final List<HttpServer> services = new ArrayList<>();
  private NginxProcess proxy;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(NginxProcess.installed(), "nginx is not installed");
    var ports = new HashMap<String, Integer>();
    for (var service : SERVICES) {
      ports.put(service, startNamedService(service));
    }
    proxy = NginxProcess.start(directory, ports);
  }

  @AfterEach
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    services.forEach(service -> service.stop(0));
  }

  @Test
  void every_documented_path_reaches_the_service_that_documents_it() throws Exception {
    var expected = documentedPaths();
    var reached = new TreeMap<String, String>();
    for (var path : expected.keySet()) {
      reached.put(path, get(path.replaceAll("\\{[^}]+}", "org_demo")));
    }

    assertThat(expected).hasSizeGreaterThan(10).containsValues("sync-service", "ingest-service");
    assertThat(reached).isEqualTo(expected);
  }

  @Test
  void the_panel_and_the_documents_come_from_query_api() throws Exception {
    for (var path : List.of("/", "/index.html", "/assets/index.js", "/docs", "/openapi.yml")) {
      assertThat(get(path)).as(path).isEqualTo("query-api");
    }
  }

  @Test
  void operations_are_not_exposed() throws Exception {
    for (var path : List.of("/health/liveness", "/health/readiness", "/prometheus", "/health")) {
      assertThat(get(path)).as(path).startsWith("404");
    }
  }

  /** Service by path, from the document that each service's build has generated. */
  private static Map<String, String> documentedPaths() throws IOException {
    var paths = new TreeMap<String, String>();
    for (var service : SERVICES) {
      var documents =
          ProjectFiles.root().resolve(service).resolve("target/classes/META-INF/swagger");
      try (var files = Files.newDirectoryStream(documents, "*.yml")) {
        for (var file : files) {
          Map<String, Map<String, Object>> document = new Yaml().load(Files.readString(file));
          document
              .getOrDefault("paths", Map.of())
              .keySet()
              .forEach(path -> paths.putIfAbsent(path, service));
        }
      }
    }
    paths.keySet().removeIf(path -> path.startsWith("/api/v1/session"));
    return paths;
  }

  private int startNamedService(String service) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] name = service.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, name.length);
          exchange.getResponseBody().write(name);
          exchange.close();
        });
    server.start();
    services.add(server);
    return server.getAddress().getPort();
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(proxy.url() + path)).build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return response.statusCode() == 200
        ? response.body()
        : response.statusCode() + " " + response.body();
  }
}
