package io.syncledger.testkit.cliniko;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A plain client of the API with one key. */
final class SimulatorClient implements AutoCloseable {

  static final String KEY = "SIMKEY-au4";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String key;

  SimulatorClient(ClinikoSimulator cliniko) {
    this(cliniko, KEY);
  }

  SimulatorClient(ClinikoSimulator cliniko, String key) {
    this.base = cliniko.baseUrl();
    this.key = key;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> withKey(String userAgent, String path)
      throws IOException, InterruptedException {
    return http.send(
        request(path).header("User-Agent", userAgent).build(), BodyHandlers.ofString());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode() + ": " + response.body());
    }
    return MAPPER.readTree(response.body());
  }

  /** A list with filters, which are encoded. */
  JsonNode list(String path, String... filters) throws IOException, InterruptedException {
    return json(path + "?per_page=100" + query(filters));
  }

  /** The ids on all pages of a list, found by following its links. */
  List<String> walk(String path) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    String resource = path.substring(1).split("[?/]", 2)[0];
    String next = path;
    while (!next.isEmpty()) {
      JsonNode page = json(next);
      ids.addAll(ids(page, resource));
      next = page.path("links").path("next").asText("");
    }
    return ids;
  }

  static List<String> ids(JsonNode page, String resource) {
    return page.path(resource).valueStream().map(row -> row.path("id").asText()).toList();
  }

  static String query(String... filters) {
    StringBuilder query = new StringBuilder();
    for (String filter : filters) {
      query.append("&q%5B%5D=").append(URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }
    return query.toString();
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest.Builder request(String path) {
    String credentials =
        Base64.getEncoder().encodeToString((key + ':').getBytes(StandardCharsets.UTF_8));
    String address = path.startsWith("http") ? path : base + path;
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Basic " + credentials);
  }
}
